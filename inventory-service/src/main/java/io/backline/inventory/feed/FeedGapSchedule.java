package io.backline.inventory.feed;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks for gaps that stayed open. */
@ApplicationScoped
class FeedGapSchedule {
    private final Feeds feeds;

    FeedGapSchedule(Feeds feeds) {
        this.feeds = feeds;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void report() {
        feeds.reportGaps();
    }
}
