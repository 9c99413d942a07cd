package io.backline.messaging;

import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Red while decided events do not reach Kafka. */
@Readiness
@Singleton
class OutboxHealth implements HealthCheck {
    private final Jdbi jdbi;
    private final OutboxSettings settings;

    OutboxHealth(Jdbi jdbi, OutboxSettings settings) {
        this.jdbi = jdbi;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("outbox");
        try {
            var age = ageOfOldest();
            return response.withData("oldestWaitsSeconds", age.toSeconds())
                    .status(age.compareTo(settings.maxAge()) <= 0)
                    .build();
        } catch (JdbiException unreachable) {
            return response.withData("error", String.valueOf(unreachable.getMessage()))
                    .down()
                    .build();
        }
    }

    private Duration ageOfOldest() {
        var millis = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select 1000 * extract(epoch from clock_timestamp() - added_at) from outbox order by position limit 1
                        """).mapTo(Long.class).findOne().orElse(0L));
        return Duration.ofMillis(millis);
    }
}
