package io.backline.events;

import io.backline.events.AllocationEvent.LocationUnits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * How far the units of one order line have come, by location: how {@link WarehouseFulfilmentEvent}s are to be read, wherever they are read. What the
 * warehouse told is kept as told; a later step implies the earlier ones, so events may come in any order and end alike.
 */
public record Progress(SortedMap<String, Stand> locations) {
    public static final Progress NONE = new Progress(new TreeMap<>());

    /** What the warehouse does with units, in this order. */
    public enum Step {
        PICK,
        PACK,
        SHIP
    }

    /** Cumulative units at one location: allocated, and as told by the warehouse. */
    public record Stand(int allocated, int toldPicked, int toldPacked, int shipped) {
        static final Stand EMPTY = new Stand(0, 0, 0, 0);

        public int packed() {
            return Math.max(toldPacked, shipped);
        }

        public int picked() {
            return Math.max(toldPicked, packed());
        }

        public int unpicked() {
            return allocated - picked();
        }

        private int told(Step step) {
            return switch (step) {
                case PICK -> toldPicked;
                case PACK -> toldPacked;
                case SHIP -> shipped;
            };
        }

        /** Units that passed this step as a later one implies, of which the warehouse has not told yet. */
        private int implied(Step step) {
            return switch (step) {
                case PICK -> picked() - toldPicked;
                case PACK -> packed() - toldPacked;
                case SHIP -> 0;
            };
        }

        /** Units that wait for this step. */
        private int before(Step step) {
            return switch (step) {
                case PICK -> unpicked();
                case PACK -> picked() - packed();
                case SHIP -> packed() - shipped;
            };
        }

        private Stand told(Step step, int units) {
            return switch (step) {
                case PICK -> new Stand(allocated, toldPicked + units, toldPacked, shipped);
                case PACK -> new Stand(allocated, toldPicked, toldPacked + units, shipped);
                case SHIP -> new Stand(allocated, toldPicked, toldPacked, shipped + units);
            };
        }

        private Stand allocated(int units) {
            return new Stand(units, toldPicked, toldPacked, shipped);
        }

        private Stand picked(int units) {
            return new Stand(allocated, units, toldPacked, shipped);
        }

        private Stand atMost(int units) {
            return new Stand(units, Math.min(toldPicked, units), Math.min(toldPacked, units), Math.min(shipped, units));
        }

        private boolean isEmpty() {
            return equals(EMPTY);
        }
    }

    public Progress {
        var kept = new TreeMap<>(locations);
        kept.values().removeIf(Stand::isEmpty);
        locations = Collections.unmodifiableSortedMap(kept);
    }

    public int allocated() {
        return sum(Stand::allocated);
    }

    public int picked() {
        return sum(Stand::picked);
    }

    public int packed() {
        return sum(Stand::packed);
    }

    public int shipped() {
        return sum(Stand::shipped);
    }

    /** What the warehouse has told of a step; a further telling must keep this within the units ordered. */
    public int told(Step step) {
        return sum(stand -> stand.told(step));
    }

    public Stand at(String location) {
        return locations.getOrDefault(location, Stand.EMPTY);
    }

    /** Allocated units by location, as inventory publishes them. */
    public List<LocationUnits> allocations() {
        return locations.entrySet().stream()
                .filter(entry -> entry.getValue().allocated() > 0)
                .map(entry -> new LocationUnits(entry.getKey(), entry.getValue().allocated()))
                .toList();
    }

    /** Takes over inventory's result; picked units stay allocated where they were picked, and in all no more than {@code wanted} are. */
    public Progress allocated(List<LocationUnits> result, int wanted) {
        var stands = new TreeMap<String, Stand>();
        locations.forEach((location, stand) -> stands.put(location, stand.allocated(stand.picked())));
        for (var units : result) {
            stands.merge(
                    units.location(),
                    Stand.EMPTY.allocated(units.quantity()),
                    (had, has) -> had.allocated(Math.max(had.picked(), has.allocated())));
        }
        return new Progress(stands).within(wanted);
    }

    /**
     * Reads a pick, packing or shipment. Units beyond {@code wanted} (ordered − cancelled) are not counted: see {@link #excess}. Without location the
     * units are taken where they are implied already, then where most stand before this step, then where most stand before that.
     */
    public Progress advance(Step step, int quantity, @Nullable String location, int wanted) {
        var told = new Telling(step, quantity - excess(step, quantity, wanted));
        if (location != null && step == Step.PICK) {
            told.take(location, wanted - picked() + at(location).implied(step));
        } else if (location != null) {
            told.take(location, at(location).implied(step) + at(location).before(step));
        }
        told.takeWhereMost(stand -> stand.implied(step));
        for (var earlier = step.ordinal(); earlier >= 0; earlier--) {
            var waitingFor = Step.values()[earlier];
            told.takeWhereMost(stand -> stand.before(waitingFor));
        }
        told.take(location != null ? location : home(), Integer.MAX_VALUE);
        return told.progress().within(wanted);
    }

    /** Units of a telling that nobody wants any more: they are set aside and shown. */
    public int excess(Step step, int quantity, int wanted) {
        return Math.clamp((long) told(step) + quantity - wanted, 0, quantity);
    }

    /** Picked units went back to the shelf; packed ones cannot. */
    public Progress unpick(int quantity, @Nullable String location) {
        var stands = new TreeMap<>(locations);
        var left = quantity;
        for (var from : preferring(location, stand -> stand.before(Step.PACK))) {
            var stand = at(from);
            var back = Math.min(left, stand.before(Step.PACK));
            if (back > 0) {
                stands.put(from, stand.picked(stand.picked() - back));
                left -= back;
            }
        }
        return new Progress(stands);
    }

    /** Units were not where they should be: those not picked yet are missing first, then picked ones; packed ones are there. */
    public Progress missing(int quantity, @Nullable String location) {
        var stands = new TreeMap<>(locations);
        var left = quantity;
        for (var from : preferring(location, Stand::unpicked)) {
            var stand = at(from);
            var lost = Math.min(left, stand.allocated() - stand.packed());
            var fromPicked = Math.max(0, lost - stand.unpicked());
            var picked = fromPicked > 0 ? stand.picked(stand.picked() - fromPicked) : stand;
            stands.put(from, picked.allocated(stand.allocated() - lost));
            left -= lost;
            if (location != null) {
                break;
            }
        }
        return new Progress(stands);
    }

    /**
     * What is left when only {@code wanted} units are wanted: units that are not picked go first, from the location with fewest of them, ties by name
     * from the last; then picked, packed and at last shipped ones.
     */
    public Progress within(int wanted) {
        var stands = new TreeMap<>(locations);
        stands.replaceAll((location, stand) -> stand.allocated(Math.max(stand.allocated(), stand.picked())));
        var over = new Progress(stands).allocated() - wanted;
        for (ToIntFunction<Stand> reach : List.<ToIntFunction<Stand>>of(
                Stand::unpicked, stand -> stand.before(Step.PACK), stand -> stand.before(Step.SHIP), Stand::shipped)) {
            for (var location : fewestFirst(stands, reach)) {
                var stand = stands.getOrDefault(location, Stand.EMPTY);
                var less = Math.clamp(over, 0, reach.applyAsInt(stand));
                if (less > 0) {
                    stands.put(location, stand.atMost(stand.allocated() - less));
                    over -= less;
                }
            }
        }
        return new Progress(stands);
    }

    private static List<String> fewestFirst(Map<String, Stand> stands, ToIntFunction<Stand> units) {
        return stands.keySet().stream()
                .sorted(Comparator.<String>comparingInt(
                                location -> units.applyAsInt(stands.getOrDefault(location, Stand.EMPTY)))
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
    }

    private List<String> preferring(@Nullable String location, ToIntFunction<Stand> units) {
        var order = new ArrayList<>(mostFirst(locations, units));
        if (location != null) {
            order.remove(location);
            order.addFirst(location);
        }
        return order;
    }

    private static List<String> mostFirst(Map<String, Stand> stands, ToIntFunction<Stand> units) {
        return stands.keySet().stream()
                .sorted(Comparator.<String>comparingInt(
                                location -> -units.applyAsInt(stands.getOrDefault(location, Stand.EMPTY)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Where a fact without location belongs: where most units are allocated, ties by name. */
    public String home() {
        var most = mostFirst(locations, Stand::allocated);
        return most.isEmpty() ? WarehouseStockEvent.MAIN : most.getFirst();
    }

    private int sum(ToIntFunction<Stand> units) {
        return locations.values().stream().mapToInt(units).sum();
    }

    /** Gives the units of one telling to locations, until none is left. */
    private final class Telling {
        private final Step step;
        private final SortedMap<String, Stand> stands = new TreeMap<>(locations);
        private int left;

        Telling(Step step, int units) {
            this.step = step;
            this.left = units;
        }

        void take(String location, int atMost) {
            var units = Math.clamp(atMost, 0, left);
            stands.merge(location, Stand.EMPTY.told(step, units), (had, none) -> had.told(step, units));
            left -= units;
        }

        void takeWhereMost(ToIntFunction<Stand> units) {
            for (var location : mostFirst(stands, units)) {
                take(location, units.applyAsInt(stands.getOrDefault(location, Stand.EMPTY)));
            }
        }

        Progress progress() {
            return new Progress(stands);
        }
    }
}
