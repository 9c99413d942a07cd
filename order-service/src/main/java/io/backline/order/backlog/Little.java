package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Little's law over a window: what stands in a stage is what leaves it a day times how long it stood there. The three are counted from different events,
 * so that a gap tells of events that are missing. {@code expectedWip} and {@code wipMean} are units; {@code gap} is their difference as a share of
 * {@code wipMean} (all of it where nothing stood).
 */
public record Little(double expectedWip, double wipMean, double gap, boolean consistent) {
    static final double TOLERANCE = 0.3;

    private static final int FEWEST_DEPARTURES = 20;

    /** What came before the window and leaves after it blurs its edges: the window has to be this many times longer than a visit. */
    private static final int VISITS_IN_WINDOW = 4;

    static @Nullable Little of(Duration window, double wipMean, long departures, Duration meanTime) {
        return of(window, wipMean, departures, meanTime, TOLERANCE);
    }

    /**
     * Null where it is too early to say. {@code wipMean} is the mean over time, not over the days' ends, when a stage may be empty; {@code meanTime} is that of the
     * units that left.
     */
    static @Nullable Little of(Duration window, double wipMean, long departures, Duration meanTime, double tolerance) {
        if (departures < FEWEST_DEPARTURES
                || meanTime.multipliedBy(VISITS_IN_WINDOW).compareTo(window) > 0) {
            return null;
        }
        var expected = departures * ((double) meanTime.toNanos() / window.toNanos());
        var difference = Math.abs(wipMean - expected);
        var gap = difference == 0 ? 0 : wipMean == 0 ? 1 : difference / wipMean;
        return new Little(expected, wipMean, gap, gap <= tolerance);
    }

    Optional<String> alarm(BacklogStage stage) {
        if (consistent) {
            return Optional.empty();
        }
        var figures = "%s held %s units where what left it and how long that had stood there make %s (Little's law): "
                .formatted(stage, InWords.figure(wipMean), InWords.figure(expectedWip));
        return Optional.of(figures
                + (wipMean > expectedWip
                        ? "events are missing that tell of units leaving, or units stay behind while others pass them"
                        : "events are missing that tell of units coming, or came with a time that is too early"));
    }
}
