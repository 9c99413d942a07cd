package io.backline.inventory.allocation;

import io.backline.events.Priority;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

/** A waiting line as shown: {@code ahead} units of earlier lines are served before it. */
record WaitingLineView(
        int rank,
        UUID orderId,
        int lineNumber,
        int waiting,
        int requested,
        int allocated,
        Priority priority,
        Instant placedAt,
        Instant since,
        Instant releaseKey,
        long ahead,
        String why) {

    static WaitingLineView of(Line line, int rank, long ahead) {
        var priority = classOf(line);
        return new WaitingLineView(
                rank,
                line.orderId(),
                line.number(),
                line.waiting(),
                line.requested(),
                line.progress().allocated(),
                priority,
                line.placedAt(),
                line.since(),
                line.place().releaseKey(),
                ahead,
                why(line, priority, rank, ahead));
    }

    /** The class stands in the key: a class is worth so many days. */
    private static Priority classOf(Line line) {
        return Arrays.stream(Priority.values())
                .filter(priority ->
                        priority.releaseKey(line.placedAt()).equals(line.place().releaseKey()))
                .findFirst()
                .orElse(Priority.NORMAL);
    }

    private static String why(Line line, Priority priority, int rank, long ahead) {
        var key = priority == Priority.NORMAL
                ? "placed " + line.placedAt()
                : "placed %s and of class %s, so it ranks as if placed %s"
                        .formatted(line.placedAt(), priority, line.place().releaseKey());
        return rank == 1
                ? "The next unit goes to this line: it is the earliest, " + key + "."
                : "%d units of %d earlier lines go first; this line was %s.".formatted(ahead, rank - 1, key);
    }
}
