package io.backline.order.backlog;

import io.backline.web.Problems;
import io.backline.web.Violation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which moment a figure is of: to the microsecond, now unless one in the past is asked for. */
public final class Moment {
    /** Clocks may differ a little. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private Moment() {}

    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public static Instant of(@Nullable Instant asOf, Instant now) {
        if (asOf != null && (asOf.isAfter(now.plus(CLOCK_SKEW)) || asOf.isBefore(Instant.EPOCH))) {
            throw Problems.badRequest(new Violation("asOf", "must be in the past, and not before 1970"));
        }
        return (asOf == null ? now : asOf).truncatedTo(ChronoUnit.MICROS);
    }

    /** Now is when the question is answered, which may have had to wait; a moment that is asked for is checked at once. */
    static Supplier<Instant> asked(@Nullable Instant asOf, Clock clock) {
        if (asOf == null) {
            return () -> now(clock);
        }
        var past = of(asOf, clock.instant());
        return () -> past;
    }
}
