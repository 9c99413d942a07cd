package io.backline.inventory.allocation;

import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.Progress;
import io.backline.inventory.stock.Movement.OfLine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** An order line as inventory knows it: what it wants, what it has and how far that has come. */
final class Line {
    private final UUID orderId;
    private final int number;
    private final String sku;
    private final int ordered;
    private final boolean refuses;
    private final Instant placedAt;
    private final ImpliedPicks impliedPicks = new ImpliedPicks();
    private final Set<String> locationsBefore;
    private Place place;
    private int requested;
    private Progress progress;
    private Instant since;

    Line(
            OfLine id,
            String sku,
            int ordered,
            int requested,
            boolean refuses,
            Instant placedAt,
            Instant releaseKey,
            Instant since,
            Progress progress) {
        this.orderId = id.orderId();
        this.number = id.lineNumber();
        this.sku = sku;
        this.ordered = ordered;
        this.requested = requested;
        this.refuses = refuses;
        this.placedAt = placedAt.truncatedTo(ChronoUnit.MICROS);
        this.place = new Place(releaseKey, orderId, number);
        this.since = since;
        this.progress = progress;
        this.locationsBefore = progress.locations().keySet();
    }

    OfLine id() {
        return new OfLine(orderId, number);
    }

    UUID orderId() {
        return orderId;
    }

    int number() {
        return number;
    }

    String sku() {
        return sku;
    }

    int ordered() {
        return ordered;
    }

    /** Ordered − cancelled. */
    int requested() {
        return requested;
    }

    /** A line that refuses backorders takes what is there at once and never queues. */
    boolean refuses() {
        return refuses;
    }

    Instant placedAt() {
        return placedAt;
    }

    Place place() {
        return place;
    }

    Progress progress() {
        return progress;
    }

    /** The latest event time among the causes of what the line has. */
    Instant since() {
        return since;
    }

    ImpliedPicks impliedPicks() {
        return impliedPicks;
    }

    int lacking() {
        return requested - progress.allocated();
    }

    int waiting() {
        return refuses ? 0 : lacking();
    }

    int unpickedAt(String location) {
        return progress.at(location).unpicked();
    }

    void cancel(int units) {
        requested -= units;
    }

    void moveTo(Place place) {
        this.place = place;
    }

    void progress(Progress progress) {
        this.progress = progress;
    }

    void notBefore(Instant cause) {
        if (cause.isAfter(since)) {
            since = cause;
        }
    }

    /** What the line would have with so many units more, or fewer, at a location. */
    Progress with(String location, int change) {
        var result = new ArrayList<LocationUnits>(List.of(new LocationUnits(location, change)));
        for (var has : progress.allocations()) {
            if (has.location().equals(location)) {
                result.set(0, new LocationUnits(location, has.quantity() + change));
            } else {
                result.add(has);
            }
        }
        return progress.allocated(result, requested);
    }

    /** Locations that had units of this line before, and have none now. */
    Set<String> locationsLeft() {
        var left = new TreeSet<>(locationsBefore);
        left.removeAll(progress.locations().keySet());
        return left;
    }

    @Override
    public String toString() {
        return "line " + number + " of order " + orderId;
    }
}
