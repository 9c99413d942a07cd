package io.backline.order.backlog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Days of flow told one after the other, from a Monday on; what stands at each day's end follows. */
class SomeFlow {
    static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);

    private final List<DayOfFlow> days = new ArrayList<>();
    private LocalDate day = MONDAY;
    private long wip;

    static SomeFlow from(long wip) {
        var flow = new SomeFlow();
        flow.wip = wip;
        return flow;
    }

    SomeFlow day(long arrivals, long departures) {
        wip += arrivals - departures;
        days.add(new DayOfFlow(day, arrivals, departures, wip));
        day = day.plusDays(1);
        return this;
    }

    SomeFlow days(int count, long arrivals, long departures) {
        for (var i = 0; i < count; i++) {
            day(arrivals, departures);
        }
        return this;
    }

    /** Nobody works at the weekend, customers order all the same. */
    SomeFlow weeks(int count, long arrivals, long departuresOnWorkingDays) {
        for (var week = 0; week < count; week++) {
            days(5, arrivals, departuresOnWorkingDays).days(2, arrivals, 0);
        }
        return this;
    }

    SomeFlow nothingToldFor(int days) {
        day = day.plusDays(days);
        return this;
    }

    long wip() {
        return wip;
    }

    LocalDate today() {
        return day;
    }

    List<DayOfFlow> told() {
        return days;
    }
}
