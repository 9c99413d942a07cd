package io.backline.inventory.allocation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.UUID;

/** A line's place in the release order: release key, then order id and line number, so that no two are alike. Sorts as PostgreSQL does. */
record Place(Instant releaseKey, UUID orderId, int lineNumber) implements Comparable<Place> {
    private static final Comparator<UUID> BY_BYTES = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::releaseKey)
            .thenComparing(Place::orderId, BY_BYTES)
            .thenComparing(Place::lineNumber);

    Place {
        releaseKey = releaseKey.truncatedTo(ChronoUnit.MICROS);
    }

    Place withKey(Instant key) {
        return new Place(key, orderId, lineNumber);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
