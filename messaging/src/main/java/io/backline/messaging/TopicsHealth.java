package io.backline.messaging;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Red until the topics are there. */
@Readiness
@Singleton
class TopicsHealth implements HealthCheck {
    private final Topics topics;

    TopicsHealth(Topics topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("topics").status(topics.areMade()).build();
    }
}
