package io.backline.order.backlog;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The backlog as it changes: counted at most once a second for all who watch, and not at all while nobody does. Ages grow without any change, so it is told
 * again after a while in any case. Who reads slowly misses what is out of date.
 */
@Singleton
class LiveBacklog {
    private static final Logger LOG = Logger.getLogger(LiveBacklog.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int PAUSES_AT_MOST = 15;

    private final Backlog backlog;
    private final Bookkeeper bookkeeper;
    private final BroadcastProcessor<BacklogView> told = BroadcastProcessor.create();
    private final AtomicInteger watchers = new AtomicInteger();
    private final Thread thread =
            Thread.ofPlatform().name("live-backlog").daemon().unstarted(this::tell);

    LiveBacklog(Backlog backlog, Bookkeeper bookkeeper) {
        this.backlog = backlog;
        this.bookkeeper = bookkeeper;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
        told.onComplete();
    }

    /** As it is now, then as it changes. */
    Multi<BacklogView> views() {
        var now = Multi.createFrom().item(backlog::now).runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
        var later = told.onOverflow().dropPreviousItems();
        var last = new AtomicReference<>(Instant.MIN);
        return Multi.createBy()
                .merging()
                .streams(now, later)
                .filter(view ->
                        last.getAndAccumulate(view.asOf(), LiveBacklog::later).isBefore(view.asOf()))
                .onSubscription()
                .invoke(watchers::incrementAndGet)
                .onTermination()
                .invoke(watchers::decrementAndGet);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void tell() {
        var known = 0L;
        var pauses = 0;
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                var changes = bookkeeper.changes();
                if (watchers.get() > 0 && (changes != known || ++pauses >= PAUSES_AT_MOST)) {
                    known = changes;
                    pauses = 0;
                    tellNow();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void tellNow() {
        try {
            told.onNext(backlog.now());
        } catch (RuntimeException | Error notNow) {
            LOG.debugf("the live backlog pauses: %s", notNow);
        }
    }
}
