package io.backline.order.backlog;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How forecasts made from what was known on each of the last days have turned out. {@code origins} is how many there were: days at whose end something
 * stood there, with enough history before. {@code decidedPq} of them have seen their Pq date, and {@code hitPq} is the share of those that had cleared by it,
 * null if none. {@code naive} is backlog by mean net throughput over the same days. {@code clearings} counts what they waited for: origins that wait for the
 * same clearing share its outcome, so that few clearings say little however many origins there are.
 *
 * <p>A date that lies after the last whole day is undecided, even if the backlog has cleared since: early clearings are known before late ones, and to count
 * them as they come would flatter every rate (of simulated backlogs, P85 read 91 % where it keeps 83 %). Days without a backlog are no origins.
 */
public record BackTest(
        int origins,
        int clearings,
        int decidedP50,
        @Nullable Double hitP50,
        int decidedP85,
        @Nullable Double hitP85,
        int decidedP95,
        @Nullable Double hitP95,
        int decidedNaive,
        @Nullable Double hitNaive,
        String evidence) {
    /** How many days back forecasts are made again. */
    static final int DAYS = 60;

    /** Fewer than for the forecast of today: the rates are means over many origins. They end with what has been seen; later dates are undecided anyhow. */
    private static final int FUTURES = 500;

    static BackTest of(NetThroughput flow, SplittableRandom chance) {
        var p50 = new Rate();
        var p85 = new Rate();
        var p95 = new Rate();
        var naive = new Rate();
        var origins = 0;
        var clearings = 0;
        var untilGone = flow.daysUntilGone();
        for (var days = Math.max(1, flow.days() - DAYS); days < flow.days(); days++) {
            var backlog = flow.wipAfter(days);
            var weeks = flow.known(days, 0);
            if (backlog > 0 && weeks.areEnough()) {
                origins++;
                var gone = untilGone[days - 1];
                clearings += gone == 1 ? 1 : 0;
                var seen = flow.days() - days;
                var futures = weeks.daysUntilGone(backlog, seen, FUTURES, chance);
                p50.count(Weeks.quantile(futures, 0.5), gone, seen);
                p85.count(Weeks.quantile(futures, 0.85), gone, seen);
                p95.count(Weeks.quantile(futures, 0.95), gone, seen);
                naive.count(weeks.naiveDaysUntilGone(backlog), gone, seen);
            }
        }
        return new BackTest(
                origins,
                clearings,
                p50.decided,
                p50.hit(),
                p85.decided,
                p85.hit(),
                p95.decided,
                p95.hit(),
                naive.decided,
                naive.hit(),
                evidence(origins, p85, naive));
    }

    private static String evidence(int origins, Rate p85, Rate naive) {
        if (origins == 0) {
            return "No forecast could be made on the last %d days".formatted(DAYS);
        }
        if (p85.decided == 0) {
            return "None of %d forecasts has seen its P85 date yet".formatted(origins);
        }
        return "Of %d forecasts %d have seen their P85 date, %s had cleared by it%s"
                .formatted(
                        origins,
                        p85.decided,
                        InWords.percent(p85.share()),
                        naive.decided == 0
                                ? ""
                                : "; backlog by mean net throughput: %s of %d"
                                        .formatted(InWords.percent(naive.share()), naive.decided));
    }

    /** How many dates have come, and how many were kept. */
    private static final class Rate {
        private int decided;
        private int kept;

        void count(int forecast, int gone, int seen) {
            if (forecast <= seen) {
                decided++;
                kept += gone <= forecast ? 1 : 0;
            }
        }

        @Nullable
        Double hit() {
            return decided == 0 ? null : share();
        }

        double share() {
            return (double) kept / decided;
        }
    }
}
