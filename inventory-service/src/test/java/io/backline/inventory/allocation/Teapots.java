package io.backline.inventory.allocation;

import static java.util.Comparator.comparing;

import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.Priority;
import io.backline.events.Progress;
import io.backline.events.Progress.Step;
import io.backline.inventory.stock.Fact;
import io.backline.inventory.stock.Movement;
import io.backline.inventory.stock.Movement.Kind;
import io.backline.inventory.stock.Movement.OfLine;
import io.backline.inventory.stock.StockItem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A SKU whose rows live in memory. For every fact it is read anew, with only the lines the fact names, and written back: as the repositories do it. */
final class Teapots {
    static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    static final String NAME = "TEAPOT";

    private final Map<OfLine, Line> lines = new HashMap<>();
    private final SortedMap<String, StockItem> items = new TreeMap<>();
    private final List<Movement> ledger = new ArrayList<>();
    private final Set<Movement> retracted = new HashSet<>();
    private long backordered;
    private int facts;

    /** The results of the last fact, in the order told. */
    List<LineResult> results = List.of();

    List<Told<?>> told = List.of();

    /** Minutes after Monday, 8:00. */
    static Instant minute(int minutes) {
        return MONDAY.plus(Duration.ofMinutes(minutes));
    }

    OfLine order(int quantity) {
        return order(quantity, Priority.NORMAL, MONDAY, false);
    }

    OfLine order(int quantity, Priority priority, Instant placedAt, boolean refuses) {
        var order = new UUID(facts + 1, 0);
        var line = new Line(
                new OfLine(order, 1),
                NAME,
                quantity,
                quantity,
                refuses,
                placedAt,
                priority.releaseKey(placedAt),
                placedAt,
                Progress.NONE);
        act(line.id(), sku -> sku.place(line, fact(placedAt)));
        return line.id();
    }

    void receive(int quantity) {
        receive("MAIN", quantity, MONDAY);
    }

    void receive(String location, int quantity, Instant at) {
        stock(new Movement(Kind.RECEIVED, location, null, quantity, 0, fact(at), null, null));
    }

    void adjust(String location, int change, Instant at) {
        stock(new Movement(Kind.ADJUSTED, location, null, change, 0, fact(at), null, null));
    }

    void count(int counted) {
        count("MAIN", counted, MONDAY);
    }

    void count(String location, int counted, Instant at) {
        stock(new Movement(Kind.COUNTED, location, (long) counted, 0, 0, fact(at), null, null));
    }

    void cancel(OfLine line, int units) {
        cancel(line, units, MONDAY);
    }

    void cancel(OfLine line, int units, Instant at) {
        act(line, sku -> sku.cancel(in(sku, line), units, fact(at)));
    }

    void reorder(OfLine line, Instant releaseKey) {
        act(line, sku -> {
            sku.reorder(in(sku, line), releaseKey);
            return List.of();
        });
    }

    void advance(OfLine line, Step step, int quantity, @Nullable String location, Instant at) {
        act(line, sku -> sku.advance(in(sku, line), step, quantity, location, fact(at)));
    }

    void pick(OfLine line, int quantity) {
        advance(line, Step.PICK, quantity, null, MONDAY);
    }

    void ship(OfLine line, int quantity) {
        advance(line, Step.SHIP, quantity, null, MONDAY);
    }

    void unpick(OfLine line, int quantity, @Nullable String location, Instant at) {
        act(line, sku -> sku.unpick(in(sku, line), quantity, location, fact(at)));
    }

    void shortPick(OfLine line, int missing, @Nullable String location, Instant at) {
        act(line, sku -> sku.shortPick(in(sku, line), missing, location, fact(at)));
    }

    /** Takes back the fact told so many facts ago. */
    void retractLast() {
        retract(ledger.getLast());
    }

    void retract(Movement movement) {
        act(null, sku -> sku.retract(movement));
        retracted.add(movement);
    }

    private void stock(Movement movement) {
        act(null, sku -> sku.record(movement));
    }

    private Fact fact(Instant at) {
        return new Fact("/test", "fact-" + ++facts, at);
    }

    private void act(@Nullable OfLine named, Function<Sku, List<Told<?>>> fact) {
        var sku = read(named);
        told = fact.apply(sku);
        results = told.stream()
                .map(Told::event)
                .filter(LineResult.class::isInstance)
                .map(LineResult.class::cast)
                .toList();
        write(sku);
    }

    private Sku read(@Nullable OfLine named) {
        var order = new ReleaseOrder(backordered, new StoredLines());
        if (named != null && lines.containsKey(named)) {
            order.know(copy(lines.get(named)));
        }
        return new Sku(NAME, items.values().stream().map(this::copy).toList(), order);
    }

    private void write(Sku sku) {
        sku.items().forEach(item -> items.put(item.location(), item));
        sku.lines().changed().forEach(line -> lines.put(line.id(), line));
        ledger.addAll(sku.ledger());
        backordered = sku.lines().backordered();
    }

    private Line copy(Line line) {
        var copy = new Line(
                line.id(),
                NAME,
                line.ordered(),
                line.requested(),
                line.refuses(),
                line.placedAt(),
                line.place().releaseKey(),
                line.since(),
                line.progress());
        ledger.stream()
                .filter(movement -> line.id().equals(movement.line()) && movement.kind() == Kind.PICK_IMPLIED)
                .forEach(movement ->
                        copy.impliedPicks().book(movement.location(), movement.at(), (int) movement.pickedChange()));
        return copy;
    }

    private StockItem copy(StockItem item) {
        var tail = ledger.stream()
                .filter(movement -> movement.location().equals(item.location()) && !retracted.contains(movement))
                .sorted(comparing(Movement::at))
                .toList();
        return new StockItem(
                item.location(),
                item.shelf(),
                item.countedAt(),
                item.picked(),
                item.allocated() - item.picked(),
                item.gainedAt(),
                tail);
    }

    private static Line in(Sku sku, OfLine line) {
        return sku.lines().line(line).orElseThrow();
    }

    Line line(OfLine id) {
        return lines.get(id);
    }

    Iterable<Line> lines() {
        return lines.values();
    }

    StockItem at(String location) {
        return items.getOrDefault(location, StockItem.empty(location));
    }

    Iterable<StockItem> items() {
        return items.values();
    }

    List<Movement> ledger() {
        return ledger;
    }

    boolean isRetracted(Movement movement) {
        return retracted.contains(movement);
    }

    long backordered() {
        return backordered;
    }

    private final class StoredLines implements ReleaseOrder.Pages {
        @Override
        public List<Line> waiting(@Nullable Place after, int limit) {
            return lines.values().stream()
                    .filter(line ->
                            line.waiting() > 0 && (after == null || line.place().compareTo(after) > 0))
                    .sorted(comparing(Line::place))
                    .limit(limit)
                    .map(Teapots.this::copy)
                    .toList();
        }

        @Override
        public List<Line> unpicked(String location, @Nullable Place before, int limit) {
            return lines.values().stream()
                    .filter(line -> line.unpickedAt(location) > 0
                            && (before == null || line.place().compareTo(before) < 0))
                    .sorted(comparing(Line::place).reversed())
                    .limit(limit)
                    .map(Teapots.this::copy)
                    .toList();
        }
    }
}
