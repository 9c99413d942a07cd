package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How bad it is that units stand where they are: the sum of parts, each of which can say what it is. Times in microseconds: {@code yardstick} is what 85 % of
 * visits took at most, {@code neededIn} is below 0 when it is too late.
 */
record Urgency(BacklogStage stage, long age, long yardstick, Priority priority, long neededIn, double worth) {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis() * 1_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long WEEK = 7 * DAY;
    private static final long SOON = 2 * DAY;

    /** Where most are gone at once, a minute is no trouble yet. */
    private static final long SHORTEST_YARDSTICK = HOUR;

    private static final int WORST_AGE = 10;
    private static final int WORST_NEED = 3;
    /** A little more than log₁₀ 2. */
    private static final double DIGITS_PER_BIT = 0.30103;

    /** In thousandths, so that it is the same wherever it is worked out. */
    int score() {
        return score(ofWorth());
    }

    /** The score or a little more, without the logarithm that most lines need not have: few are among the worst. */
    int scoreAtMost() {
        return score((Math.getExponent(1 + worth) + 1) * DIGITS_PER_BIT / 10);
    }

    private int score(double ofWorth) {
        return (int) Math.round(1_000 * (ofAge() + priority.value() + ofNeed() + ofWorth));
    }

    /** In yardsticks of the stage; in weeks where there is none. */
    private double ofAge() {
        var usual = yardstick == Yardsticks.NONE ? WEEK : Math.max(yardstick, SHORTEST_YARDSTICK);
        return Math.min(WORST_AGE, age / (double) usual);
    }

    private double ofNeed() {
        if (neededIn < 0) {
            return Math.min(WORST_NEED, 1 - neededIn / (double) WEEK);
        }
        return neededIn <= SOON ? 0.5 : 0;
    }

    /** Not Math: that may differ in the last digit from one machine to the next. */
    private double ofWorth() {
        return StrictMath.log10(1 + worth) / 10;
    }

    List<String> why(BigDecimal value, String currency) {
        var why = new ArrayList<String>();
        why.add("%s in %s%s".formatted(said(age), stage, usually()));
        if (neededIn < 0) {
            why.add("needed %s ago".formatted(said(-neededIn)));
        } else if (neededIn <= SOON) {
            why.add("needed in %s".formatted(said(neededIn)));
        }
        if (priority != Priority.NORMAL) {
            why.add(priority.name());
        }
        if (value.signum() > 0) {
            why.add(String.format(Locale.ROOT, "worth %,." + value.scale() + "f %s", value, currency));
        }
        return why;
    }

    private String usually() {
        if (yardstick == Yardsticks.NONE) {
            return "";
        }
        var unit = unitOf(yardstick);
        var roundedUp = Math.ceilDiv(yardstick, unit) * unit;
        return ", where 85 % take " + (yardstick < MINUTE ? said(yardstick) : "at most " + said(roundedUp));
    }

    /** 12 days, 47 hours, 90 minutes: from two of a unit on, so that none is said alone. */
    private static String said(long time) {
        var unit = unitOf(time);
        return time < 2 * MINUTE
                ? "less than 2 minutes"
                : time / unit + (unit == DAY ? " days" : unit == HOUR ? " hours" : " minutes");
    }

    private static long unitOf(long time) {
        return time >= 2 * DAY ? DAY : time >= 2 * HOUR ? HOUR : MINUTE;
    }
}
