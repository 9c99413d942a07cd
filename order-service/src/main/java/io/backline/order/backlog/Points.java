package io.backline.order.backlog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/**
 * A window of time cut into points, each of which covers the time until the next. Days are those of a time zone, with 23 or 25 hours where its clocks change;
 * a day that a zone left out is no point. The last point ends with the window.
 */
final class Points {
    static final int MOST = 1_000;

    private final long[] bounds;
    private final double pointsPerMicro;

    private Points(long[] bounds) {
        this.bounds = bounds;
        var last = bounds.length - 2;
        pointsPerMicro = last == 0 ? 0 : last / (double) (bounds[last] - bounds[0]);
    }

    /** Empty if there would be more than {@link #MOST}. */
    static Optional<Points> of(Instant from, Instant to, Step step, ZoneId zone) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window ends after it begins, got " + from + " to " + to);
        }
        var start = from.atZone(zone);
        var end = Book.micros(to);
        var bounds = new long[MOST + 1];
        bounds[0] = Book.micros(from);
        var points = 0;
        for (var steps = 1; bounds[points] < end; steps++) {
            if (points == MOST) {
                return Optional.empty();
            }
            var next = Math.min(Book.micros(start.plus(step.times(steps)).toInstant()), end);
            if (next > bounds[points]) {
                bounds[++points] = next;
            }
        }
        return Optional.of(new Points(Arrays.copyOf(bounds, points + 1)));
    }

    /** The whole window as one point. */
    Points whole() {
        return new Points(new long[] {from(), to()});
    }

    int count() {
        return bounds.length - 1;
    }

    long from() {
        return bounds[0];
    }

    long to() {
        return bounds[bounds.length - 1];
    }

    long start(int point) {
        return bounds[point];
    }

    /** The point that covers a moment of the window. Points are nearly equal, so that proportion finds it or one beside it. */
    int at(long moment) {
        var point = Math.min((int) ((moment - bounds[0]) * pointsPerMicro), bounds.length - 2);
        while (moment < bounds[point]) {
            point--;
        }
        while (moment >= bounds[point + 1]) {
            point++;
        }
        return point;
    }
}
