package io.backline.order.backlog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Period;
import java.time.temporal.TemporalAmount;
import java.util.Optional;

/** From one point of time to the next: days, weeks or months of the calendar, or hours and minutes of the clock. */
record Step(TemporalAmount amount) {
    static final String RANGE = "PT15M to P366D";

    private static final Duration SHORTEST = Duration.ofMinutes(15);
    private static final int LONGEST_DAYS = 366;

    /** ISO 8601 as in P1D, P1W, P1M, PT1H; empty for what is none or not in {@link #RANGE}. */
    static Optional<Step> read(String said) {
        try {
            return said.contains("T") ? ofClock(Duration.parse(said)) : ofCalendar(Period.parse(said));
        } catch (DateTimeException notIso) {
            return Optional.empty();
        }
    }

    private static Optional<Step> ofClock(Duration duration) {
        var fits = duration.compareTo(SHORTEST) >= 0 && duration.compareTo(Duration.ofDays(LONGEST_DAYS)) <= 0;
        return fits ? Optional.of(new Step(duration)) : Optional.empty();
    }

    private static Optional<Step> ofCalendar(Period period) {
        var fewestDays = period.toTotalMonths() * 30 + period.getDays();
        var fits = !period.isZero() && !period.isNegative() && fewestDays <= LONGEST_DAYS;
        return fits ? Optional.of(new Step(period)) : Optional.empty();
    }

    TemporalAmount times(int steps) {
        return switch (amount) {
            case Period period -> period.multipliedBy(steps);
            case Duration duration -> duration.multipliedBy(steps);
            default -> throw new IllegalStateException("no step: " + amount);
        };
    }

    @Override
    public String toString() {
        return amount.toString();
    }
}
