package io.backline.web;

import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** Deletes what was remembered for long enough, a few rows a transaction. Replicas that do so at once take different rows. */
@ApplicationScoped
class Purge {
    private static final Logger LOG = Logger.getLogger(Purge.class);
    private static final int BATCH = 1_000;

    private final Jdbi jdbi;
    private final List<Remembered> all;

    Purge(Jdbi jdbi, @All List<Remembered> all) {
        this.jdbi = jdbi;
        this.all = all;
    }

    @Scheduled(every = "{backline.purge.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void purge() {
        try {
            all.forEach(this::forgetAll);
        } catch (JdbiException later) {
            LOG.warnf("rows that were kept for long enough are deleted later: %s", later);
        }
    }

    private void forgetAll(Remembered rows) {
        var before = Instant.now().minus(rows.keep());
        int forgotten;
        do {
            forgotten = forget(rows, before);
        } while (forgotten == BATCH);
    }

    private int forget(Remembered rows, Instant before) {
        return jdbi.withHandle(handle -> handle.createUpdate(rows.forget())
                .bind("before", before)
                .bind("most", BATCH)
                .execute());
    }
}
