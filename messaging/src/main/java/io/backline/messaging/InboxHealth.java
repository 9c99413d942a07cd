package io.backline.messaging;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Red while a batch that came cannot be done. */
@Readiness
@Singleton
class InboxHealth implements HealthCheck {
    private final Attempts attempts;
    private final Duration maxWait;

    InboxHealth(
            Attempts attempts,
            @ConfigProperty(name = "backline.inbox.max-wait", defaultValue = "30s") Duration maxWait) {
        this.attempts = attempts;
        this.maxWait = maxWait;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("inbox");
        var since = attempts.waitingSince();
        since.ifPresent(start -> response.withData("batchWaitsSince", start.toString()));
        return response.status(since.isEmpty() || since.get().plus(maxWait).isAfter(Instant.now()))
                .build();
    }
}
