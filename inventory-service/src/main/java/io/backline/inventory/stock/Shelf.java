package io.backline.inventory.stock;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is on the shelf of a stock item by event time: the last count plus the movements after it, in whatever order they were told. Of the same time, what
 * was told later happened later.
 */
final class Shelf {
    private final List<Movement> tail;
    private long units;
    private @Nullable Instant countedAt;

    /** {@code tail} begins at a count or at the beginning of the ledger, as far back as the next count or retraction reaches. */
    Shelf(long units, @Nullable Instant countedAt, List<Movement> tail) {
        this.units = units;
        this.countedAt = countedAt;
        this.tail = new ArrayList<>(tail);
    }

    /** Below 0 where a receipt is missing. */
    long units() {
        return units;
    }

    @Nullable
    Instant countedAt() {
        return countedAt;
    }

    void record(Movement movement) {
        insert(movement);
        if (countedAt != null && movement.at().isBefore(countedAt)) {
            return;
        }
        if (movement.counted() == null) {
            units += movement.shelfChange();
        } else {
            readAgain();
        }
    }

    /** As if it had never been told. */
    void retract(Movement movement) {
        if (tail.remove(movement)) {
            readAgain();
        }
    }

    private void insert(Movement movement) {
        var at = tail.size();
        while (at > 0 && tail.get(at - 1).at().isAfter(movement.at())) {
            at--;
        }
        tail.add(at, movement);
    }

    private void readAgain() {
        units = 0;
        countedAt = null;
        for (var movement : tail) {
            if (movement.counted() != null) {
                units = movement.counted();
                countedAt = movement.at();
            } else {
                units += movement.shelfChange();
            }
        }
    }
}
