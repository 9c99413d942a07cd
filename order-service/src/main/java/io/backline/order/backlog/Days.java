package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What came on each day (UTC) and what left, counted as it is told: units of each open stage, and orders, from placed to closed. A forecast wants half a year of
 * days, and would have to look for them among millions of visits.
 */
final class Days {
    private static final int STAGES = (int)
            Arrays.stream(BacklogStage.values()).filter(BacklogStage::isOpen).count();
    private static final int ORDERS = STAGES;
    private static final long MICROS = 86_400_000_000L;

    private final Map<Long, Day> byNumber = new HashMap<>();
    /** What is told one after the other is mostly of one day. */
    private long lastNumber = Long.MIN_VALUE;

    private Day lastDay = new Day();

    private static final class Day {
        private final long[] arrivals = new long[STAGES + 1];
        private final long[] departures = new long[STAGES + 1];
    }

    /** Units came to a stage, or, if they are less than none, did not after all. */
    void arrive(int stage, long at, int units) {
        if (stage < STAGES) {
            day(at).arrivals[stage] += units;
        }
    }

    void leave(int stage, long at, int units) {
        if (stage < STAGES) {
            day(at).departures[stage] += units;
        }
    }

    void place(long at) {
        day(at).arrivals[ORDERS]++;
    }

    /** As far as is known now; {@link Book#NEVER} if it was, or is, open. */
    void close(long before, long now) {
        if (before != now) {
            closed(before, -1);
            closed(now, 1);
        }
    }

    private void closed(long at, int orders) {
        if (at != Book.NEVER) {
            day(at).departures[ORDERS] += orders;
        }
    }

    private Day day(long at) {
        var number = Math.floorDiv(at, MICROS);
        if (number != lastNumber) {
            lastDay = byNumber.computeIfAbsent(number, first -> new Day());
            lastNumber = number;
        }
        return lastDay;
    }

    /** Units of a stage from that day on until the last, of which somebody has found out how far it had come. */
    List<DayOfFlow> ofStage(BacklogStage stage, LocalDate from, DayOfFlow last) {
        return until(last, from, stage.ordinal());
    }

    List<DayOfFlow> ofOrders(LocalDate from, DayOfFlow last) {
        return until(last, from, ORDERS);
    }

    private List<DayOfFlow> until(DayOfFlow last, LocalDate from, int group) {
        var days = new ArrayList<DayOfFlow>();
        days.add(last);
        while (days.getLast().day().isAfter(from)) {
            days.add(before(days.getLast(), group));
        }
        return days.reversed();
    }

    private DayOfFlow before(DayOfFlow next, int group) {
        var date = next.day().minusDays(1);
        var wip = next.wip() - next.arrivals() + next.departures();
        var day = byNumber.get(date.toEpochDay());
        return day == null
                ? new DayOfFlow(date, 0, 0, wip)
                : new DayOfFlow(date, day.arrivals[group], day.departures[group], wip);
    }
}
