package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.Visited.Stretch;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How long units took in each stage: the 85th percentile of the visits that ended within the 90 days before the day (UTC), against which those that stand
 * there are measured. A stage that fewer than 20 visits have left has no yardstick. What is known of a day stays until a visit is told to have ended before it.
 */
final class Yardsticks {
    static final long NONE = Quantiles.NONE;

    private static final double[] P85 = {0.85};
    private static final int FEWEST = 20;
    private static final long WINDOW = Duration.ofDays(90).toMillis() * 1_000;
    private static final int MOST_KEPT = 1_000;

    private final Book book;
    private final ConcurrentSkipListMap<Long, long[]> byDay = new ConcurrentSkipListMap<>();

    Yardsticks(Book book) {
        this.book = book;
    }

    /** By the ordinal of the stage, in microseconds. */
    long[] of(long at) {
        var day = Book.micros(Book.instant(at).truncatedTo(ChronoUnit.DAYS));
        if (byDay.size() > MOST_KEPT) {
            byDay.clear();
        }
        return byDay.computeIfAbsent(day, this::measured);
    }

    /** Some visit ended then. */
    void ended(long at) {
        if (!byDay.isEmpty() && byDay.lastKey() > at) {
            byDay.tailMap(at, false).clear();
        }
    }

    private long[] measured(long day) {
        var stages = BacklogStage.values().length;
        var ended = new int[stages];
        var found = Quantiles.of(stages, P85, sink -> {
            Arrays.fill(ended, 0);
            for (var visits : book.visits.between(day - WINDOW, day)) {
                count(visits, day, ended, sink);
            }
        });
        var yardsticks = new long[stages];
        for (var stage = 0; stage < stages; stage++) {
            yardsticks[stage] = ended[stage] < FEWEST ? NONE : found[stage][0];
        }
        return yardsticks;
    }

    private static void count(Stretch visits, long day, int[] ended, Quantiles.Sink sink) {
        for (var visit = visits.begin(); visit < visits.end(); visit++) {
            var left = visits.left(visit);
            if (left < day && left >= day - WINDOW) {
                ended[visits.stage(visit)]++;
                sink.accept(visits.stage(visit), left - visits.entered(visit));
            }
        }
    }
}
