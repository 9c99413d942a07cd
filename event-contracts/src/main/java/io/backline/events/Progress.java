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
 *
 * @param unwanted units told picked that nobody wants any more, less those that were shipped all the same: they lie in totes until they are unpicked;
 *     below 0 where their shipment is known and their pick is not
 * @param missing units told missing, as far as inventory-service has heard of them; cumulative
 */
public record Progress(SortedMap<String, Stand> locations, int unwanted, int missing) {
    public static final Progress NONE = new Progress(new TreeMap<>(), 0, 0);

    /** What the warehouse does with units, in this order. */
    public enum Step {
        PICK,
        PACK,
        SHIP
    }

    /**
     * Cumulative units at one location: allocated, and as told by the warehouse.
     *
     * @param missingPicked units told picked here that were not there
     */
    public record Stand(int allocated, int toldPicked, int toldPacked, int shipped, int missingPicked) {
        static final Stand EMPTY = new Stand(0, 0, 0, 0, 0);

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
                case PICK -> picked(toldPicked + units);
                case PACK -> new Stand(allocated, toldPicked, toldPacked + units, shipped, missingPicked);
                case SHIP -> new Stand(allocated, toldPicked, toldPacked, shipped + units, missingPicked);
            };
        }

        private Stand allocated(int units) {
            return new Stand(units, toldPicked, toldPacked, shipped, missingPicked);
        }

        private Stand picked(int units) {
            return new Stand(allocated, units, toldPacked, shipped, missingPicked);
        }

        private Stand missing(int units) {
            return new Stand(allocated, toldPicked, toldPacked, shipped, missingPicked + units);
        }

        private Stand atMost(int units) {
            return new Stand(
                    units,
                    Math.min(toldPicked, units),
                    Math.min(toldPacked, units),
                    Math.min(shipped, units),
                    missingPicked);
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

    /**
     * What the warehouse has told of a step; a further telling must keep this within the units ordered. Missing units may be picked again, those too that had
     * been told picked only by others' reckoning.
     */
    public int told(Step step) {
        return switch (step) {
            case PICK -> sum(Stand::toldPicked) + unwantedInTotes() - (missing - sum(Stand::missingPicked));
            case PACK, SHIP -> sum(stand -> stand.told(step));
        };
    }

    /** Units that can go back from totes to the shelf. */
    public int unpickable() {
        return unwantedInTotes() + sum(stand -> stand.before(Step.PACK));
    }

    private int unwantedInTotes() {
        return Math.max(0, unwanted);
    }

    public Stand at(String location) {
        return locations.getOrDefault(location, Stand.EMPTY);
    }

    /** Allocated units by location, as inventory publishes them. */
    public List<LocationUnits> allocations() {
        return byLocation(Stand::allocated);
    }

    /** Picked units that were not there, by location, as inventory publishes them. */
    public List<LocationUnits> missingPicked() {
        return byLocation(Stand::missingPicked);
    }

    private List<LocationUnits> byLocation(ToIntFunction<Stand> units) {
        return locations.entrySet().stream()
                .filter(entry -> units.applyAsInt(entry.getValue()) > 0)
                .map(entry -> new LocationUnits(entry.getKey(), units.applyAsInt(entry.getValue())))
                .toList();
    }

    /** Takes over inventory's result: picked units stay allocated where they were picked, in all no more than that or the result, nor more than {@code wanted}. */
    public Progress allocated(List<LocationUnits> result, int wanted) {
        var stands = new TreeMap<String, Stand>();
        locations.forEach((location, stand) -> stands.put(location, stand.allocated(stand.picked())));
        for (var units : result) {
            stands.merge(
                    units.location(),
                    Stand.EMPTY.allocated(units.quantity()),
                    (had, has) -> had.allocated(Math.max(had.picked(), has.allocated())));
        }
        var given = result.stream().mapToInt(LocationUnits::quantity).sum();
        return at(stands).within(Math.min(wanted, Math.max(picked(), given)));
    }

    /**
     * Reads a pick, packing or shipment. Units beyond {@code wanted} (ordered − cancelled) are not counted: see {@link #excess}. Without location the
     * units are taken where they are implied already, then where most stand before this step, then where most stand before that. A location that is named
     * comes first at each step, and what was not picked yet was picked there, whatever is allocated: the two services may know of different allocations.
     */
    public Progress advance(Step step, int quantity, @Nullable String location, int wanted) {
        var excess = excess(step, quantity, wanted);
        var told = new Telling(step, quantity - excess);
        if (location != null && step == Step.PICK) {
            told.take(location, wanted - picked() + at(location).implied(step));
        } else if (location != null) {
            told.take(location, at(location).implied(step) + at(location).before(step));
        }
        told.takeWhereMost(stand -> stand.implied(step));
        for (var earlier = step.ordinal(); earlier >= 0; earlier--) {
            var waitingFor = Step.values()[earlier];
            if (location != null) {
                told.take(
                        location, waitingFor == Step.PICK ? wanted - told.picked() : told.before(waitingFor, location));
            }
            told.takeWhereMost(stand -> stand.before(waitingFor));
        }
        told.take(location != null ? location : home(), Integer.MAX_VALUE);
        var unwantedNow =
                switch (step) {
                    case PICK -> unwanted + excess;
                    case PACK -> unwanted;
                    case SHIP -> unwanted - excess;
                };
        return new Progress(told.stands, unwantedNow, missing).within(wanted);
    }

    /** Units of a telling that nobody wants any more: they are set aside and shown. */
    public int excess(Step step, int quantity, int wanted) {
        return Math.clamp(sum(stand -> stand.told(step)) + (long) quantity - wanted, 0, quantity);
    }

    /** Only {@code wanted} units are wanted any more. What was told picked beyond that lies in totes. */
    public Progress cancel(int wanted) {
        var left = within(wanted);
        var fromTotes = (sum(Stand::toldPicked) - left.sum(Stand::toldPicked)) - (shipped() - left.shipped());
        return new Progress(left.locations, unwanted + fromTotes, missing);
    }

    /** Units went back to the shelf: those that nobody wants first, then picked ones; packed ones cannot. */
    public Progress unpick(int quantity, @Nullable String location) {
        var stands = new TreeMap<>(locations);
        var fromUnwanted = Math.min(quantity, unwantedInTotes());
        unpick(stands, quantity - fromUnwanted, location, stand -> stand.before(Step.PACK));
        return new Progress(stands, unwanted - fromUnwanted, missing);
    }

    /**
     * Units were not where they should be: of those in totes that nobody wants, then of those not picked yet, then of picked ones; packed ones are there.
     * For inventory-service to say, which knows what was to be picked; whoever reads its answer says {@link #missingPicked(List, int)}.
     */
    public Progress missing(int quantity, @Nullable String location) {
        var stands = new TreeMap<>(locations);
        var fromUnwanted = Math.min(quantity, unwantedInTotes());
        if (fromUnwanted > 0) {
            var here = location != null ? location : home();
            stands.put(here, at(here).missing(fromUnwanted));
        }
        var where = location != null ? List.of(location) : mostFirst(stands, Stand::unpicked);
        var left = quantity - fromUnwanted;
        for (var from : where) {
            var stand = stands.getOrDefault(from, Stand.EMPTY);
            var lost = Math.clamp(stand.unpicked(), 0, left);
            stands.put(from, stand.allocated(stand.allocated() - lost));
            left -= lost;
        }
        for (var from : where) {
            var stand = stands.getOrDefault(from, Stand.EMPTY);
            var lost = Math.clamp(stand.before(Step.PACK), 0, left);
            if (lost > 0) {
                var picked = stand.picked() - lost;
                stands.put(
                        from,
                        stand.picked(picked).allocated(stand.allocated() - lost).missing(lost));
                left -= lost;
            }
        }
        return new Progress(stands, unwanted - fromUnwanted, missing + quantity);
    }

    /**
     * Takes over what inventory-service says was missing of picked units, in all: those that nobody wants are missing first. Units told packed meanwhile stay
     * so; then a later pick is the one that they imply.
     */
    public Progress missingPicked(List<LocationUnits> result, int missing) {
        var stands = new TreeMap<>(locations);
        var unwantedLeft = unwanted;
        for (var there : result) {
            var more = Math.max(0, there.quantity() - at(there.location()).missingPicked());
            var fromUnwanted = Math.clamp(unwantedLeft, 0, more);
            unwantedLeft -= fromUnwanted;
            stands.put(
                    there.location(),
                    stands.getOrDefault(there.location(), Stand.EMPTY).missing(more));
            var left = unpick(stands, more - fromUnwanted, there.location(), stand -> stand.before(Step.PACK));
            unpick(stands, left, there.location(), Stand::toldPicked);
        }
        return new Progress(stands, unwantedLeft, missing);
    }

    /** Takes units off those told picked, this location first; answers how many are left to take. */
    private static int unpick(
            Map<String, Stand> stands, int quantity, @Nullable String location, ToIntFunction<Stand> reach) {
        var left = quantity;
        for (var from : preferring(stands, location, reach)) {
            var stand = stands.getOrDefault(from, Stand.EMPTY);
            var back = Math.clamp(reach.applyAsInt(stand), 0, left);
            if (back > 0) {
                stands.put(from, stand.picked(stand.toldPicked() - back));
                left -= back;
            }
        }
        return left;
    }

    private Progress at(SortedMap<String, Stand> stands) {
        return new Progress(stands, unwanted, missing);
    }

    /**
     * What is left when only {@code wanted} units are wanted: units that are not picked go first, from the location with fewest of them, ties by name
     * from the last; then picked, packed and at last shipped ones.
     */
    public Progress within(int wanted) {
        var stands = new TreeMap<>(locations);
        stands.replaceAll((location, stand) -> stand.allocated(Math.max(stand.allocated(), stand.picked())));
        var over = at(stands).allocated() - wanted;
        if (over <= 0) {
            return at(stands);
        }
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
        return at(stands);
    }

    private static List<String> fewestFirst(Map<String, Stand> stands, ToIntFunction<Stand> units) {
        return stands.keySet().stream()
                .sorted(Comparator.<String>comparingInt(
                                location -> units.applyAsInt(stands.getOrDefault(location, Stand.EMPTY)))
                        .thenComparing(Comparator.reverseOrder()))
                .toList();
    }

    private static List<String> preferring(
            Map<String, Stand> stands, @Nullable String location, ToIntFunction<Stand> units) {
        var order = new ArrayList<>(mostFirst(stands, units));
        if (location != null) {
            order.remove(location);
            order.addFirst(location);
        }
        return order;
    }

    private static List<String> mostFirst(Map<String, Stand> stands, ToIntFunction<Stand> units) {
        if (stands.size() < 2) {
            return List.copyOf(stands.keySet());
        }
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
        var sum = 0;
        for (var stand : locations.values()) {
            sum += units.applyAsInt(stand);
        }
        return sum;
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

        int picked() {
            return stands.values().stream().mapToInt(Stand::picked).sum();
        }

        int before(Step step, String location) {
            return stands.getOrDefault(location, Stand.EMPTY).before(step);
        }

        void takeWhereMost(ToIntFunction<Stand> units) {
            for (var location : mostFirst(stands, units)) {
                take(location, units.applyAsInt(stands.getOrDefault(location, Stand.EMPTY)));
            }
        }
    }
}
