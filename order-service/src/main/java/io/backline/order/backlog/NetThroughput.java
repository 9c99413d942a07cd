package io.backline.order.backlog;

import java.time.LocalDate;
import java.util.List;

/** Net throughput day by day since the first that saw anything, and what stood there at the end of each. */
final class NetThroughput {
    /** How many days back throughput still says something about tomorrow's. */
    private static final int HISTORY = 90;

    private final long[] net;
    private final long[] wip;

    private NetThroughput(List<DayOfFlow> days) {
        net = days.stream().mapToLong(DayOfFlow::netThroughput).toArray();
        wip = days.stream().mapToLong(DayOfFlow::wip).toArray();
    }

    static NetThroughput before(LocalDate today, List<DayOfFlow> days) {
        var began = DayOfFlow.firstBusy(days).orElse(today);
        return new NetThroughput(DayOfFlow.unbroken(days, began, today));
    }

    int days() {
        return net.length;
    }

    long wipAfter(int days) {
        return days == 0 ? 0 : wip[days - 1];
    }

    /** What was known when this many days were over, for a future that begins after {@code skipped} more. */
    Weeks known(int days, int skipped) {
        var weeks = Math.min(days, HISTORY) / Weeks.DAYS;
        return new Weeks(net, days - Weeks.DAYS * weeks, weeks, skipped);
    }

    /** For each day, in how many days after its end nothing stood there at a day's end; never, if that has not happened yet. */
    int[] daysUntilGone() {
        var until = new int[net.length];
        var next = Weeks.NEVER;
        for (var day = net.length - 1; day >= 0; day--) {
            until[day] = next == Weeks.NEVER ? next : next - day;
            next = wip[day] <= 0 ? day : next;
        }
        return until;
    }
}
