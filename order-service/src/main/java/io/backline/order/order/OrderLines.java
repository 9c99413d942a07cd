package io.backline.order.order;

import io.backline.events.BacklogStage;
import io.backline.events.OrderEvent.LineStand;
import io.backline.events.OrderEvent.PickableUnits;
import io.backline.events.OrderEvent.WaitingUnits;
import io.backline.events.Progress.Step;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseFulfilmentEvent.ShortPicked;
import io.backline.order.order.Standing.Place;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/** The lines of one order. What the warehouse tells of them counts as a whole or, if one of its lines cannot be, not at all. */
final class OrderLines {
    private final SortedMap<Integer, Line> lines = new TreeMap<>();
    private final Map<Line, Units> before = new LinkedHashMap<>();

    OrderLines(Collection<Line> lines) {
        lines.forEach(line -> this.lines.put(line.number, line));
    }

    Collection<Line> all() {
        return lines.values();
    }

    boolean has(int number) {
        return lines.containsKey(number);
    }

    Line get(int number, String field) {
        var line = lines.get(number);
        if (line == null) {
            throw new Contradiction(field, "the order has no line " + number);
        }
        return line;
    }

    void now(Line line, Units units) {
        before.putIfAbsent(line, line.units());
        line.now(units);
    }

    /** What the counters have become since this was asked last. */
    List<Effect> effects() {
        var effects = before.entrySet().stream()
                .flatMap(line -> Effect.of(
                        line.getKey().number, line.getValue(), line.getKey().units())
                        .stream())
                .toList();
        before.clear();
        return effects;
    }

    /** Answers the units told of that nobody wants any more: they are not counted. */
    List<UnitsSetAside> advance(Step step, List<LineUnits> told) {
        refuseMoreThanOrdered(told, units -> units.told(step));
        var setAside = new ArrayList<UnitsSetAside>();
        for (var said : told) {
            var line = get(said.lineNumber(), "lines");
            var excess = line.units().excess(step, said.quantity());
            now(line, line.units().advance(step, said.quantity(), said.location()));
            if (excess > 0) {
                setAside.add(new UnitsSetAside(line.number, excess, "not wanted"));
            }
        }
        return setAside;
    }

    List<UnitsSetAside> unpick(List<LineUnits> told) {
        refuseMoreThanOrdered(told, units -> 0);
        var setAside = new ArrayList<UnitsSetAside>();
        for (var said : told) {
            var line = get(said.lineNumber(), "lines");
            var excess = said.quantity() - line.units().progress().unpickable();
            now(line, line.units().unpick(said.quantity(), said.location()));
            if (excess > 0) {
                setAside.add(new UnitsSetAside(line.number, excess, "not picked"));
            }
        }
        return setAside;
    }

    Line missing(ShortPicked told) {
        var line = get(told.lineNumber(), "lineNumber");
        if (told.missing() > line.units().ordered()) {
            throw new Contradiction("missing", "more than the " + line.units().ordered() + " units ordered");
        }
        now(line, line.units().missing(told.missing()));
        return line;
    }

    void deliver(Map<Integer, Integer> units) {
        units.forEach((number, quantity) -> {
            var line = get(number, "lines");
            now(line, line.units().deliver(quantity));
        });
    }

    void giveBack(List<LineUnits> told) {
        refuseMoreThanOrdered(told, Units::returned);
        for (var said : told) {
            var line = get(said.lineNumber(), "lines");
            now(line, line.units().giveBack(said.quantity()));
        }
    }

    private void refuseMoreThanOrdered(List<LineUnits> told, ToIntFunction<Units> before) {
        var sums = new HashMap<Integer, Long>();
        for (var i = 0; i < told.size(); i++) {
            var said = told.get(i);
            var field = "lines[" + i + "].";
            var units = get(said.lineNumber(), field + "lineNumber").units();
            var sum = sums.merge(said.lineNumber(), (long) said.quantity(), Long::sum) + before.applyAsInt(units);
            if (sum > units.ordered()) {
                throw new Contradiction(
                        field + "quantity",
                        "would make " + sum + " units of line " + said.lineNumber() + ", of which " + units.ordered()
                                + " were ordered");
            }
        }
    }

    void cancel(Map<Integer, Integer> units) {
        units.forEach((number, quantity) -> {
            var line = get(number, "lineNumber");
            now(line, line.units().cancel(quantity));
        });
    }

    /** Answers where the lines stand of which units moved. */
    List<LineStand> settle(boolean held, Instant at) {
        return all().stream().flatMap(line -> line.settle(held, at).stream()).toList();
    }

    /** When the last of all units came to where they stand. */
    Optional<Instant> since() {
        return all().stream()
                .flatMap(line -> line.visits().open().stream())
                .map(Visit::enteredAt)
                .max(Comparator.naturalOrder());
    }

    /** Units by line, of the lines that have any. */
    SortedMap<Integer, Integer> count(ToIntFunction<Units> counter) {
        var counts = new TreeMap<Integer, Integer>();
        for (var line : all()) {
            var units = counter.applyAsInt(line.units());
            if (units > 0) {
                counts.put(line.number, units);
            }
        }
        return counts;
    }

    Map<BacklogStage, Long> byStage(boolean held) {
        var stages = new EnumMap<BacklogStage, Long>(BacklogStage.class);
        for (var line : all()) {
            line.units().byStage(held).forEach((stage, units) -> stages.merge(stage, (long) units, Long::sum));
        }
        return stages;
    }

    List<WaitingUnits> waiting() {
        return all().stream()
                .filter(line -> line.units().backordered() > 0)
                .map(line ->
                        new WaitingUnits(line.number, line.sku, line.units().backordered()))
                .toList();
    }

    /** Allocated units that nobody has picked, by location. */
    List<PickableUnits> unpicked() {
        var unpicked = new ArrayList<PickableUnits>();
        for (var line : all()) {
            line.units().progress().locations().forEach((location, stand) -> {
                if (stand.unpicked() > 0) {
                    unpicked.add(new PickableUnits(line.number, line.sku, location, stand.unpicked()));
                }
            });
        }
        return unpicked;
    }

    Map<Place, Integer> picked() {
        var picked = new HashMap<Place, Integer>();
        for (var line : all()) {
            line.units()
                    .progress()
                    .locations()
                    .forEach((location, stand) -> picked.put(new Place(line.number, location), stand.picked()));
        }
        return picked;
    }

    boolean areFullyAllocated() {
        return all().stream().allMatch(line -> line.units().isFullyAllocated());
    }

    boolean areClosed() {
        return all().stream().allMatch(line -> line.units().isClosed());
    }
}
