package io.backline.events;

import java.time.Duration;
import java.time.Instant;

/** The class of an order; a class is worth 14 days of waiting, so that nobody starves. */
public enum Priority {
    LOW(-1),
    NORMAL(0),
    HIGH(1),
    CRITICAL(2);

    /** The age at which a line of one class ranks with a new line of the next. */
    public static final Duration AGE_0 = Duration.ofDays(14);

    private final int value;

    Priority(int value) {
        this.value = value;
    }

    public int value() {
        return value;
    }

    /** The key of the release order, earliest first: all lines age alike, so it never changes by itself. */
    public Instant releaseKey(Instant placedAt) {
        return placedAt.minus(AGE_0.multipliedBy(value));
    }
}
