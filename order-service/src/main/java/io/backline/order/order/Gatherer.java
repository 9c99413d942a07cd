package io.backline.order.order;

import io.backline.messaging.Trouble;
import io.backline.order.order.Placement.Failed;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Lets orders that come at the same time share a transaction: while one batch commits, the next gathers. A single writer that commits fifty orders at once is
 * several times faster than fifty that wait for each other, and whoever works on them afterwards has as many at once. So after a batch of several the next
 * begins {@link #BETWEEN_BATCHES} after it did, or when enough have come; else an order is placed as soon as it comes.
 */
@ApplicationScoped
@Startup
class Gatherer {
    private static final Logger LOG = Logger.getLogger(Gatherer.class);
    private static final int MOST = 200;
    private static final int PATIENCE = 3;
    private static final Duration BETWEEN_BATCHES = Duration.ofMillis(15);
    private static final int ENOUGH = 16;

    private final OrderDesk desk;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::placeWhatWaits, "order-gatherer");
    private volatile boolean hasEnded;

    Gatherer(OrderDesk desk) {
        this.desk = desk;
    }

    private record Waiting(Posting posting, CompletableFuture<Placement> answer) {}

    @PostConstruct
    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    @PreDestroy
    void stop() {
        thread.interrupt();
    }

    /** Answers when the order is committed. */
    Placement place(Posting posting) {
        var mine = new Waiting(posting, new CompletableFuture<>());
        waiting.add(mine);
        if (hasEnded) {
            failAll();
        }
        return mine.answer().join();
    }

    private void placeWhatWaits() {
        try {
            var notBefore = System.nanoTime();
            while (true) {
                var batch = gathered(notBefore);
                if (batch.size() > 1) {
                    notBefore = System.nanoTime() + BETWEEN_BATCHES.toNanos();
                }
                var placements = placeAll(batch.stream().map(Waiting::posting).toList());
                for (var i = 0; i < batch.size(); i++) {
                    batch.get(i).answer().complete(placements.get(i));
                }
            }
        } catch (InterruptedException theEnd) {
            hasEnded = true;
            failAll();
        }
    }

    private List<Waiting> gathered(long notBefore) throws InterruptedException {
        var batch = new ArrayList<Waiting>();
        batch.add(waiting.take());
        try {
            while (batch.size() < ENOUGH) {
                var another = waiting.poll(notBefore - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (another == null) {
                    break;
                }
                batch.add(another);
            }
        } catch (InterruptedException theEnd) {
            waiting.addAll(batch);
            throw theEnd;
        }
        waiting.drainTo(batch, MOST - batch.size());
        return batch;
    }

    private void failAll() {
        var stopped = new Failed(new IllegalStateException("the service is stopping"));
        waiting.forEach(late -> late.answer().complete(stopped));
    }

    /** Places all in one transaction, or, if that fails, each in its own, so that none fails for another. Whoever waits gets an answer, whatever happens. */
    List<Placement> placeAll(List<Posting> postings) {
        try {
            return desk.place(postings);
        } catch (Throwable failed) {
            if (postings.size() > 1) {
                LOG.warnf("%d orders are placed one by one: %s", postings.size(), Trouble.told(failed));
                return placeApart(postings);
            }
            var order = postings.getFirst().order();
            LOG.warnf(
                    "order %s of channel %s could not be placed: %s",
                    order.externalId(), order.channel(), Trouble.told(failed));
            return List.of(new Failed(failed));
        }
    }

    /** Several failures in a row are no longer the orders' fault: the database is away, and the rest is not tried. */
    private List<Placement> placeApart(List<Posting> postings) {
        var placements = new ArrayList<Placement>();
        var failures = 0;
        for (var posting : postings) {
            if (failures >= PATIENCE) {
                placements.add(placements.getLast());
                continue;
            }
            var placement = placeAll(List.of(posting)).getFirst();
            failures = placement instanceof Failed ? failures + 1 : 0;
            placements.add(placement);
        }
        return placements;
    }
}
