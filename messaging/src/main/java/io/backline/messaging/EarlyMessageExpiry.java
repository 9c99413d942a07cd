package io.backline.messaging;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/** Moves messages to the dead letters that waited long enough for something that did not come. */
@Singleton
class EarlyMessageExpiry {
    private static final Logger LOG = Logger.getLogger(EarlyMessageExpiry.class);
    private static final Duration LONGEST_TICK = Duration.ofSeconds(10);
    private static final int BATCH = 200;

    private final Jdbi jdbi;
    private final Pending pending;
    private final Duration wait;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("early-messages").daemon().factory());

    EarlyMessageExpiry(
            Jdbi jdbi,
            Pending pending,
            @ConfigProperty(name = "backline.early-messages.wait", defaultValue = "1h") Duration wait) {
        this.jdbi = jdbi;
        this.pending = pending;
        this.wait = wait;
    }

    void start(@Observes StartupEvent event) {
        var tick = Math.min(LONGEST_TICK.toMillis(), Math.max(50, wait.toMillis() / 4));
        clock.scheduleWithFixedDelay(this::expireAll, tick, tick, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        clock.shutdownNow();
    }

    private void expireAll() {
        try {
            while (QuarkusTransaction.requiringNew().call(this::expire) == BATCH) {
                LOG.debug("more early messages are to expire");
            }
        } catch (RuntimeException later) {
            LOG.warnf("early messages expire later: %s", later);
        }
    }

    private int expire() {
        var expired = jdbi.withHandle(handle -> handle.createQuery("""
                        delete from early_message where position in (
                            select position from early_message where kept_at < now() - make_interval(secs => :seconds)
                            order by position limit :batch for update skip locked)
                        returning *
                        """)
                .bind("seconds", wait.toMillis() / 1000.0)
                .bind("batch", BATCH)
                .map((row, context) -> EarlyMessage.of(row))
                .list());
        var rows = pending.rows();
        for (var message : expired) {
            rows.forget(message.source(), message.id());
            rows.deadLetter(
                    DeadLetter.of(message.raw(), Outcome.DEAD_LETTER, null, message.awaited() + " is not known"));
        }
        return expired.size();
    }
}
