package io.backline.demo.replay;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How many times faster than the clock history runs; {@link #MAX} does not wait. It starts with the first moment asked for. */
final class Pace {
    static final double MAX = Double.POSITIVE_INFINITY;

    private final double speed;
    private @Nullable Instant begin;
    private Instant began = Instant.EPOCH;

    Pace(double speed) {
        this.speed = speed;
    }

    boolean isEarlyFor(Instant at) {
        return speed != MAX && due(at).isAfter(Instant.now());
    }

    void await(Instant at) {
        var rest = Duration.between(Instant.now(), due(at));
        if (rest.isPositive()) {
            rest(rest);
        }
    }

    private Instant due(Instant at) {
        if (begin == null) {
            begin = at;
            began = Instant.now();
        }
        return began.plusMillis(Math.round(Duration.between(begin, at).toMillis() / speed));
    }

    static void rest(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
