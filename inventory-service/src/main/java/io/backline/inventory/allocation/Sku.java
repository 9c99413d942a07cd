package io.backline.inventory.allocation;

import static io.backline.events.Progress.Step.PICK;
import static io.backline.inventory.stock.Movement.Kind.PICKED;
import static io.backline.inventory.stock.Movement.Kind.PICK_IMPLIED;
import static io.backline.inventory.stock.Movement.Kind.PUT_BACK;
import static io.backline.inventory.stock.Movement.Kind.SHIPPED;
import static io.backline.inventory.stock.Movement.Kind.SHIPPED_THOUGH_CANCELLED;
import static io.backline.inventory.stock.Movement.Kind.SHORT_PICKED;
import static io.backline.inventory.stock.Movement.Kind.UNPICKED;

import io.backline.events.Progress;
import io.backline.events.Progress.Step;
import io.backline.inventory.stock.Fact;
import io.backline.inventory.stock.Movement;
import io.backline.inventory.stock.Movement.Kind;
import io.backline.inventory.stock.StockItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One SKU under one lock: its stock at every location and the lines that have units of it or wait for some. Every fact is one {@link Decision}; between two
 * of them no line has a unit that is not there, and no unit is free while a line waits.
 */
final class Sku {
    private final String name;
    private final SortedMap<String, StockItem> items = new TreeMap<>();
    private final ReleaseOrder lines;
    private final List<Movement> ledger = new ArrayList<>();

    Sku(String name, Collection<StockItem> items, ReleaseOrder lines) {
        this.name = name;
        this.lines = lines;
        items.forEach(item -> this.items.put(item.location(), item));
    }

    String name() {
        return name;
    }

    Collection<StockItem> items() {
        return items.values();
    }

    StockItem item(String location) {
        return items.computeIfAbsent(location, StockItem::empty);
    }

    ReleaseOrder lines() {
        return lines;
    }

    /** Movements to be written to the ledger. */
    List<Movement> ledger() {
        return ledger;
    }

    /** A line was ordered: it takes what is free and waits for the rest. */
    List<Told<?>> place(Line line, Fact placed) {
        lines.changed(line);
        return decide(Cause.PLACED, placed.at(), decision -> decision.serve(line));
    }

    /** Units are no longer wanted: waiting ones go first, picked ones go back to the shelf, shipped ones are gone. */
    List<Told<?>> cancel(Line line, int units, Fact cancelled) {
        return decide(Cause.CANCELLED, cancelled.at(), decision -> {
            line.cancel(units);
            var before = line.progress();
            decision.change(line, before.cancel(line.requested()));
            var putBack = cancelled.at(line.since());
            for (var location : Decision.locations(before, line.progress())) {
                var back = inTotes(before, location) - inTotes(line.progress(), location);
                record(decision, line, PUT_BACK, location, back, -back, putBack);
            }
        });
    }

    private static int inTotes(Progress progress, String location) {
        return progress.at(location).picked() - progress.at(location).shipped();
    }

    /** The order's class changed: the line has another place in the queue and keeps what it has. */
    void reorder(Line line, Instant releaseKey) {
        lines.move(line, line.place().withKey(releaseKey));
    }

    /** A receipt, a count, an adjustment, an empty shelf. */
    List<Told<?>> record(Movement movement) {
        return decide(Cause.of(movement), movement.at(), decision -> record(decision, movement));
    }

    /** The movement was retracted before it came: it stands in the ledger and moves nothing. */
    void recordRetracted(Movement movement) {
        ledger.add(movement);
    }

    /** As if the movement had never been told. */
    List<Told<?>> retract(Movement movement) {
        return decide(Cause.RETRACTED, movement.at(), decision -> decision.retract(movement));
    }

    /** Units of a line were picked, packed or shipped. Units nobody wants any more are not the line's, but what was shipped has left the house. */
    List<Told<?>> advance(Line line, Step step, int quantity, @Nullable String location, Fact fact) {
        return decide(causeOf(step), fact.at(), decision -> {
            var before = line.progress();
            var unwanted = before.excess(step, quantity, line.requested());
            decision.change(line, before.advance(step, quantity, location, line.requested()));
            for (var here : Decision.locations(before, line.progress())) {
                recordPick(decision, line, before, step, here, fact);
                var shipped =
                        line.progress().at(here).shipped() - before.at(here).shipped();
                record(decision, line, SHIPPED, here, 0, -shipped, fact);
            }
            if (step == Step.SHIP) {
                record(decision, line, SHIPPED_THOUGH_CANCELLED, home(location, before), -unwanted, 0, fact);
            }
        });
    }

    private static Cause causeOf(Step step) {
        return switch (step) {
            case PICK -> Cause.PICKED;
            case PACK -> Cause.PACKED;
            case SHIP -> Cause.SHIPPED;
        };
    }

    /** Units leave the shelf when they are picked; where a later step came first, they left it then, until the pick is told. */
    private void recordPick(Decision decision, Line line, Progress before, Step step, String location, Fact fact) {
        var left = line.progress().at(location).picked() - before.at(location).picked();
        if (step != PICK) {
            recordImpliedPick(decision, line, location, left, fact);
            return;
        }
        var told =
                line.progress().at(location).toldPicked() - before.at(location).toldPicked();
        line.impliedPicks().covering(location, told - left).forEach((impliedAt, units) -> {
            recordImpliedPick(decision, line, location, -units, fact.at(impliedAt));
            record(decision, line, PICKED, location, -units, units, fact);
        });
        record(decision, line, PICKED, location, -left, left, fact);
    }

    private void recordImpliedPick(Decision decision, Line line, String location, int units, Fact fact) {
        line.impliedPicks().book(location, fact.at(), units);
        record(decision, line, PICK_IMPLIED, location, -units, units, fact);
    }

    /** Picked units went back to the shelf. */
    List<Told<?>> unpick(Line line, int quantity, @Nullable String location, Fact fact) {
        return decide(Cause.UNPICKED, fact.at(), decision -> {
            var before = line.progress();
            decision.change(line, before.unpick(quantity, location));
            for (var here : Decision.locations(before, line.progress())) {
                var back = before.at(here).picked() - line.progress().at(here).picked();
                record(decision, line, UNPICKED, here, back, -back, fact);
            }
        });
    }

    /** The picker found less than the line was promised: those units are not there, whoever has them now. */
    List<Told<?>> shortPick(Line line, int missing, @Nullable String location, Fact fact) {
        return decide(Cause.SHORT_PICKED, fact.at(), decision -> {
            var before = line.progress();
            decision.change(line, before.missing(missing, location));
            var unclaimed = missing;
            for (var here : Decision.locations(before, line.progress())) {
                var lost =
                        before.at(here).allocated() - line.progress().at(here).allocated();
                var fromTotes =
                        before.at(here).picked() - line.progress().at(here).picked();
                record(decision, line, SHORT_PICKED, here, fromTotes - lost, -fromTotes, fact);
                unclaimed -= lost;
                if (lost > 0) {
                    decision.foundShort(line, here);
                }
            }
            record(decision, line, SHORT_PICKED, home(location, before), -unclaimed, 0, fact);
        });
    }

    private static String home(@Nullable String location, Progress progress) {
        return location != null ? location : progress.home();
    }

    private void record(
            Decision decision, Line line, Kind kind, String location, int shelfChange, int pickedChange, Fact fact) {
        if (shelfChange != 0 || pickedChange != 0) {
            record(decision, Movement.of(line.id(), kind, location, shelfChange, pickedChange, fact));
        }
    }

    private void record(Decision decision, Movement movement) {
        decision.record(movement);
        ledger.add(movement);
    }

    private List<Told<?>> decide(Cause cause, Instant at, Consumer<Decision> change) {
        var decision = new Decision(this, cause, at);
        change.accept(decision);
        return decision.settle();
    }
}
