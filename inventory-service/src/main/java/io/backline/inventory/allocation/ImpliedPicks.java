package io.backline.inventory.allocation;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Picks of one line that nobody has told of yet, because the packing or shipment that implies them came first: by location and the time they were booked
 * at.
 */
final class ImpliedPicks {
    private final SortedMap<String, SortedMap<Instant, Integer>> booked = new TreeMap<>();

    /** Books units, or takes a booking back. */
    void book(String location, Instant at, int units) {
        booked.computeIfAbsent(location, none -> new TreeMap<>())
                .compute(at, (time, had) -> had == null ? nothingIfZero(units) : nothingIfZero(had + units));
    }

    private static @Nullable Integer nothingIfZero(int units) {
        return units == 0 ? null : units;
    }

    /** Up to so many units, earliest first, now that their pick was told. */
    SortedMap<Instant, Integer> covering(String location, int told) {
        var covered = new TreeMap<Instant, Integer>();
        var left = told;
        for (var booking : booked.getOrDefault(location, new TreeMap<>()).entrySet()) {
            var units = Math.min(left, booking.getValue());
            if (units > 0) {
                covered.put(booking.getKey(), units);
                left -= units;
            }
        }
        return covered;
    }
}
