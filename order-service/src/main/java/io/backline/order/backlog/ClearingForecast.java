package io.backline.order.backlog;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * When a backlog will be gone: the UTC days by whose end it is in 50, 85 and 95 of 100 futures, null for one that does not come within two years. Futures
 * are drawn from the net throughput of {@code historyDays}, whole days up to yesterday, and go on until nothing is left; new arrivals are part of them.
 *
 * <p>{@code clearing} says that more leaves than arrives and that 85 of 100 futures come to an end, which tells a backlog that clears from one that merely
 * wanders; {@code why} says it in words.
 *
 * <p>What the forecast cannot know is whether tomorrow is like the last weeks: {@code backTest} is its record. Nor do few weeks show how bad one can be:
 * where tomorrow is alike, P95 keeps 90 to 92 % with twelve weeks of history, 85 to 89 % with four, little more than 70 % with two (simulated).
 */
public record ClearingForecast(
        int historyDays,
        @Nullable LocalDate p50,
        @Nullable LocalDate p85,
        @Nullable LocalDate p95,
        boolean clearing,
        String why,
        BackTest backTest) {
    /** The same question gets the same answer: chance is drawn from this unless another seed is asked for. */
    static final long SEED = 85;

    /** How many days before today are read: the last origin of the back-test has its own history. */
    static final int DAYS_READ = 150;

    private static final int HORIZON = 730;
    private static final int FUTURES = 2_000;

    /** {@code days} are in order; one for today counts for what stands there now, but has not run its course and is no history. */
    static ClearingForecast of(List<DayOfFlow> days, LocalDate today, String what, long seed) {
        var chance = new SplittableRandom(seed);
        var flow = NetThroughput.before(today, days);
        var weeks = flow.known(flow.days(), 1);
        var backlog = DayOfFlow.standing(days);
        var backTest = BackTest.of(flow, chance.split());
        if (backlog <= 0) {
            return new ClearingForecast(weeks.days(), today, today, today, true, "Nothing waits", backTest);
        }
        if (!weeks.areEnough()) {
            var why = "Too little history: %d days, %d are needed".formatted(flow.days(), Weeks.FEWEST * Weeks.DAYS);
            return new ClearingForecast(weeks.days(), null, null, null, false, why, backTest);
        }
        var futures = weeks.daysUntilGone(backlog, HORIZON, FUTURES, chance);
        var p50 = date(today, futures, 0.5);
        var p85 = date(today, futures, 0.85);
        var p95 = date(today, futures, 0.95);
        var clearing = weeks.meanPerDay() > 0 && p85 != null;
        var why = why(weeks.meanPerDay(), what, futures);
        return new ClearingForecast(weeks.days(), p50, p85, p95, clearing, why, backTest);
    }

    private static @Nullable LocalDate date(LocalDate today, int[] futures, double share) {
        var days = Weeks.quantile(futures, share);
        return days == Weeks.NEVER ? null : today.plusDays(days);
    }

    private static String why(double net, String what, int[] futures) {
        if (net > 0) {
            var more = "%s more %s leave a day than arrive".formatted(InWords.figure(net), what);
            return Weeks.quantile(futures, 0.85) == Weeks.NEVER ? more + endless(futures) : more;
        }
        var arriving = net == 0
                ? "As many %s arrive as leave".formatted(what)
                : "%s more %s arrive a day than leave".formatted(InWords.figure(-net), what);
        return arriving + "; not clearing"
                + (Weeks.quantile(futures, 0.5) == Weeks.NEVER ? "" : ", though by chance it may be empty once");
    }

    private static String endless(int[] futures) {
        var never = (double) Arrays.stream(futures)
                        .filter(days -> days == Weeks.NEVER)
                        .count()
                / futures.length;
        return ", but in %s of futures the backlog is still there after %d days"
                .formatted(InWords.percent(never), HORIZON);
    }
}
