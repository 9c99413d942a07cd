package io.backline.messaging;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.Jdbi;

/**
 * Red while decided events do not reach Kafka, and while the database cannot be asked. It is the only check that asks the database, and says within
 * {@link #PATIENCE} that there is no answer: whoever reads the page would not wait for ever, and take silence for an answer.
 */
@Readiness
@Singleton
class OutboxHealth implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private final Jdbi jdbi;
    private final OutboxSettings settings;
    private Future<Duration> question = CompletableFuture.completedFuture(Duration.ZERO);

    OutboxHealth(Jdbi jdbi, OutboxSettings settings) {
        this.jdbi = jdbi;
        this.settings = settings;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("outbox");
        try {
            var age = question().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return response.withData("oldestWaitsSeconds", age.toSeconds())
                    .status(age.compareTo(settings.maxAge()) <= 0)
                    .build();
        } catch (ExecutionException unreachable) {
            return down(response, String.valueOf(unreachable.getMessage()));
        } catch (TimeoutException silent) {
            return down(response, "the database does not answer");
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return down(response, "the service ends");
        }
    }

    private static HealthCheckResponse down(HealthCheckResponseBuilder response, String why) {
        return response.withData("error", why).down().build();
    }

    /** One at a time: a database that is silent for long must not collect who waits for it. */
    private synchronized Future<Duration> question() {
        if (question.isDone()) {
            question = CompletableFuture.supplyAsync(this::ageOfOldest, Thread::startVirtualThread);
        }
        return question;
    }

    private Duration ageOfOldest() {
        var millis = jdbi.withHandle(
                handle -> handle.createQuery("""
                        select 1000 * extract(epoch from clock_timestamp() - added_at) from outbox order by position limit 1
                        """).mapTo(Long.class).findOne().orElse(0L));
        return Duration.ofMillis(millis);
    }
}
