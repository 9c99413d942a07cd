package io.backline.inventory.stock;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stock of one SKU at one location: units on the shelf, units in totes, and how many of those on the shelf are spoken for. */
public final class StockItem {
    private final String location;
    private final Shelf shelf;
    private long picked;
    private long unpicked;
    private Instant gainedAt;
    private boolean changed;

    /** {@code tail} is the end of its ledger, as far back as the movements to come reach: see {@link Ledger}. */
    public StockItem(
            String location,
            long shelf,
            @Nullable Instant countedAt,
            long picked,
            long unpicked,
            Instant gainedAt,
            List<Movement> tail) {
        this.location = location;
        this.shelf = new Shelf(shelf, countedAt, tail);
        this.picked = picked;
        this.unpicked = unpicked;
        this.gainedAt = gainedAt;
    }

    /** A location that nobody has spoken of yet. */
    public static StockItem empty(String location) {
        return new StockItem(location, 0, null, 0, 0, Instant.EPOCH, List.of());
    }

    public String location() {
        return location;
    }

    /** The sum of the ledger: below 0 where a receipt is missing. */
    public long shelf() {
        return shelf.units();
    }

    public @Nullable Instant countedAt() {
        return shelf.countedAt();
    }

    public long picked() {
        return picked;
    }

    /** A shelf below 0 reads 0. */
    public long onHand() {
        return Math.max(shelf.units(), 0) + picked;
    }

    /** Unshipped units spoken for by lines: on the shelf and in totes. */
    public long allocated() {
        return unpicked + picked;
    }

    /** Below 0 while more is spoken for than is there. */
    public long available() {
        return onHand() - allocated();
    }

    /** The latest event time of a gain: no unit was given away before. */
    public Instant gainedAt() {
        return gainedAt;
    }

    /** Whether it is to be stored. */
    public boolean isChanged() {
        return changed;
    }

    public void record(Movement movement) {
        changed = true;
        shelf.record(movement);
        picked += movement.pickedChange();
    }

    public void retract(Movement movement) {
        changed = true;
        shelf.retract(movement);
    }

    /** Lines speak for more units of the shelf, or for fewer. */
    public void claim(long units) {
        changed |= units != 0;
        unpicked += units;
    }

    public void gained(Instant at) {
        if (at.isAfter(gainedAt)) {
            changed = true;
            gainedAt = at;
        }
    }
}
