package io.backline.order.backlog;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Whole weeks of net throughput, of which futures are put together (block bootstrap, Künsch 1989). Weeks and not days, because a Sunday is followed by a
 * Monday: a future of single days would put five Sundays in a row, and would lose that a weak Monday is often made up for on Tuesday. They are counted back
 * from the day that the future follows, so that each day of a drawn week stands on its own day of the week.
 */
final class Weeks {
    static final int DAYS = 7;

    /** Enough to see the weekend twice. */
    static final int FEWEST = 2;

    static final int NEVER = Integer.MAX_VALUE;

    private final int count;
    private final long[] net;
    private final long[] sum;
    private final long[] highest;

    /** {@code skipped} days lie between the last of these and the future: days move up by as many, those that fall out come in again at the end. */
    Weeks(long[] history, int from, int count, int skipped) {
        this.count = count;
        net = new long[count * DAYS];
        Arrays.setAll(net, day -> history[from + (day + skipped) % net.length]);
        sum = new long[count];
        highest = new long[count];
        for (var week = 0; week < count; week++) {
            highest[week] = Long.MIN_VALUE;
            for (var day = 0; day < DAYS; day++) {
                sum[week] += net[week * DAYS + day];
                highest[week] = Math.max(highest[week], sum[week]);
            }
        }
    }

    int days() {
        return count * DAYS;
    }

    boolean areEnough() {
        return count >= FEWEST;
    }

    double meanPerDay() {
        return (double) Arrays.stream(sum).sum() / days();
    }

    /** Backlog by mean net throughput, the usual guess. */
    int naiveDaysUntilGone(long backlog) {
        var mean = meanPerDay();
        return mean > 0 ? (int) Math.min(Math.ceil(backlog / mean), NEVER) : NEVER;
    }

    /**
     * How many days each of some futures takes until the backlog is gone, in ascending order; never, if that is not within the horizon. Each future first draws what it believes of history, one week
     * fewer than there are, and then its weeks from those: we do not know the mean, we have seen a few weeks of it, and over a long way that matters more
     * than the days. (One week fewer makes the variance of the believed mean unbiased: Rao and Wu 1988.)
     */
    int[] daysUntilGone(long backlog, int horizon, int futures, SplittableRandom chance) {
        var days = new int[futures];
        var believed = new int[count - 1];
        for (var future = 0; future < futures; future++) {
            for (var i = 0; i < believed.length; i++) {
                believed[i] = chance.nextInt(count);
            }
            days[future] = daysUntilGone(backlog, horizon, believed, chance);
        }
        Arrays.sort(days);
        return days;
    }

    private int daysUntilGone(long backlog, int horizon, int[] believed, SplittableRandom chance) {
        var left = backlog;
        for (var day = 0; day < horizon; day += DAYS) {
            var week = believed[chance.nextInt(believed.length)];
            if (left <= highest[week]) {
                var gone = day + dayOfWeek(week, left);
                return gone <= horizon ? gone : NEVER;
            }
            left -= sum[week];
        }
        return NEVER;
    }

    private int dayOfWeek(int week, long backlog) {
        var day = 0;
        for (var left = backlog; left > 0; day++) {
            left -= net[week * DAYS + day];
        }
        return day;
    }

    /** The day by which this share of futures is done (nearest rank). */
    static int quantile(int[] ascending, double share) {
        return ascending[(int) Math.ceil(share * ascending.length) - 1];
    }
}
