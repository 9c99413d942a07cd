package io.backline.order.backlog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What one day did to a stage, or to the whole backlog: what came, what left, what stood there at its end. In units, or in orders. */
record DayOfFlow(LocalDate day, long arrivals, long departures, long wip) {

    /** Departures less arrivals: by how much the day cleared the backlog. */
    long netThroughput() {
        return departures - arrivals;
    }

    boolean isIdle() {
        return arrivals == 0 && departures == 0 && wip == 0;
    }

    /** What stands there after the last of them. */
    static long standing(List<DayOfFlow> days) {
        return days.isEmpty() ? 0 : days.getLast().wip;
    }

    /** The day on which history begins; before it there was nothing to see. */
    static Optional<LocalDate> firstBusy(Collection<DayOfFlow> days) {
        return days.stream().filter(day -> !day.isIdle()).map(DayOfFlow::day).min(LocalDate::compareTo);
    }

    /** Every day from {@code from} to the one before {@code until}, of days in order. A day that is not told is one on which nothing moved. */
    static List<DayOfFlow> unbroken(List<DayOfFlow> days, LocalDate from, LocalDate until) {
        var unbroken = new ArrayList<DayOfFlow>();
        var told = days.iterator();
        var next = told.hasNext() ? told.next() : null;
        var wip = 0L;
        for (var day = next == null || from.isBefore(next.day) ? from : next.day;
                day.isBefore(until);
                day = day.plusDays(1)) {
            var known = next != null && next.day.equals(day) ? next : new DayOfFlow(day, 0, 0, wip);
            if (known == next) {
                next = told.hasNext() ? told.next() : null;
                wip = known.wip;
            }
            if (!day.isBefore(from)) {
                unbroken.add(known);
            }
        }
        return unbroken;
    }
}
