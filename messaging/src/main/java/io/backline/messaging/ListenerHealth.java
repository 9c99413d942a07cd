package io.backline.messaging;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Red while a listener hangs though there is something for it. */
@Liveness
@Singleton
class ListenerHealth implements HealthCheck {
    private final ListenerWatch watch;

    ListenerHealth(ListenerWatch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("listeners");
        var stuck = watch.stuck();
        if (!stuck.isEmpty()) {
            response.withData("stuck", String.join(", ", stuck));
        }
        return response.status(stuck.isEmpty()).build();
    }
}
