package io.backline.order.order;

import static io.backline.events.Progress.Step.PACK;
import static io.backline.events.Progress.Step.PICK;
import static io.backline.events.Progress.Step.SHIP;

import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.BacklogStage;
import io.backline.events.BackorderArrangement;
import io.backline.events.OrderEvent;
import io.backline.events.OrderEvent.CancelledUnits;
import io.backline.events.OrderEvent.HoldReleased;
import io.backline.events.OrderEvent.LinesCancelled;
import io.backline.events.OrderEvent.OrderBackordered;
import io.backline.events.OrderEvent.OrderChanged;
import io.backline.events.OrderEvent.OrderClosed;
import io.backline.events.OrderEvent.OrderHeld;
import io.backline.events.OrderEvent.OrderPlaced;
import io.backline.events.OrderEvent.OrderReadyToPick;
import io.backline.events.OrderEvent.OrderStageChanged;
import io.backline.events.OrderEvent.PickableUnits;
import io.backline.events.OrderEvent.PlacedLine;
import io.backline.events.Shipping;
import io.backline.events.WarehouseFulfilmentEvent;
import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.DeliveryFailed;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Returned;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import io.backline.events.WarehouseFulfilmentEvent.ShortPicked;
import io.backline.events.WarehouseFulfilmentEvent.Unpicked;
import io.backline.order.order.Units.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * An order: what was asked for and how far it has come. Each change answers the events that tell it; {@link #moveOn} then tells what follows from all
 * changes of one moment, so that an order of many lines answered at once says so once.
 */
public final class Order {
    static final String OUT_OF_STOCK = "STOCK_OUT";
    static final String DATE_REACHED = "date reached";

    private final Identity identity;
    private final OrderLines lines;
    private final Map<UUID, Hold> holds = new LinkedHashMap<>();
    private final Map<String, Shipment> shipments = new LinkedHashMap<>();
    private Terms terms;
    private int version;
    private int pickRevision;
    private Standing told;
    private boolean onlyWarehouseMoved = true;
    private final List<Effect> effects = new ArrayList<>();

    /** A new order. */
    Order(Identity identity, Terms terms, Collection<Line> lines) {
        this.identity = identity;
        this.terms = terms;
        this.lines = new OrderLines(lines);
        this.told = Standing.UNTOLD;
    }

    /** An order as it was written: all that was to be told then has been told. */
    Order(
            Identity identity,
            Terms terms,
            int version,
            int pickRevision,
            Collection<Line> lines,
            Collection<Hold> holds,
            Collection<Shipment> shipments) {
        this(identity, terms, lines);
        this.version = version;
        this.pickRevision = pickRevision;
        holds.forEach(hold -> this.holds.put(hold.holdId(), hold));
        shipments.forEach(shipment -> this.shipments.put(shipment.shipmentId(), shipment));
        this.told = standing();
    }

    OrderPlaced placed() {
        return new OrderPlaced(
                identity.orderId(),
                identity.channel(),
                identity.externalId(),
                identity.customerId(),
                terms.priority(),
                terms.needBy(),
                terms.shipping(),
                identity.placedAt(),
                identity.currency(),
                identity.shipTo(),
                lines.all().stream()
                        .map(line -> new PlacedLine(
                                line.number, line.sku, line.units().ordered(), line.unitPrice, line.backorder))
                        .toList());
    }

    List<OrderEvent> hold(Hold hold) {
        onlyWarehouseMoved = false;
        holds.put(hold.holdId(), hold);
        effects.add(Effect.ofHolds(holds.size() - 1, holds.size()));
        return List.of(
                new OrderHeld(identity.orderId(), hold.holdId(), hold.kind(), hold.reason(), hold.by(), hold.until()));
    }

    List<OrderEvent> lift(Lift lift) {
        var hold = holds.remove(lift.holdId());
        if (hold == null) {
            return List.of();
        }
        onlyWarehouseMoved = false;
        effects.add(Effect.ofHolds(holds.size() + 1, holds.size()));
        return List.of(new HoldReleased(identity.orderId(), hold.holdId(), hold.kind(), lift.by(), lift.reason()));
    }

    /** What lifts the holds whose date has come, the earliest first. */
    List<Lift> due(Instant now) {
        return holds.values().stream()
                .filter(hold -> hold.isOver(now))
                .map(hold -> new Lift(hold.holdId(), Objects.requireNonNull(hold.until()), null, DATE_REACHED))
                .sorted(Comparator.comparing(Lift::at))
                .toList();
    }

    List<OrderEvent> change(Terms terms) {
        if (terms.equals(this.terms)) {
            return List.of();
        }
        onlyWarehouseMoved = false;
        effects.addAll(Effect.of(this.terms, terms));
        this.terms = terms;
        return List.of(new OrderChanged(identity.orderId(), terms.priority(), terms.needBy(), terms.shipping()));
    }

    /** Units by line that can still be cancelled: all that nobody has picked. */
    SortedMap<Integer, Integer> cancellable() {
        return lines.count(Units::cancellable);
    }

    /** Units by line that are not cancelled yet. */
    SortedMap<Integer, Integer> wanted() {
        return lines.count(Units::wanted);
    }

    boolean canCancel(SortedMap<Integer, Integer> units) {
        var cancellable = cancellable();
        return units.entrySet().stream()
                .allMatch(line -> line.getValue() <= cancellable.getOrDefault(line.getKey(), 0));
    }

    /** Units by line are no longer wanted; waiting ones go first. */
    List<OrderEvent> cancel(SortedMap<Integer, Integer> units, String reason) {
        onlyWarehouseMoved = false;
        lines.cancel(units);
        return List.of(new LinesCancelled(
                identity.orderId(),
                reason,
                units.entrySet().stream()
                        .map(line -> new CancelledUnits(line.getKey(), line.getValue()))
                        .toList()));
    }

    /** Takes over what inventory says a line has now; a line that may not wait loses what it does not have. */
    List<OrderEvent> answer(LineResult result) {
        var line = lines.get(result.lineNumber(), "lineNumber");
        if (unitsIn(result.locations()) != result.allocated()) {
            throw new Contradiction("locations", "do not sum to allocated");
        }
        onlyWarehouseMoved = false;
        lines.now(line, line.units().answered(new Answer(result.locations(), result.missing())));
        return refuseToWait(line);
    }

    /** Units were not where they should be. Inventory's answer may have come before. */
    List<OrderEvent> miss(ShortPicked told) {
        onlyWarehouseMoved = false;
        var line = lines.missing(told);
        return line.units().isJudged() ? refuseToWait(line) : List.of();
    }

    private List<OrderEvent> refuseToWait(Line line) {
        var waiting = line.units().backordered();
        return line.backorder == BackorderArrangement.REFUSE && waiting > 0
                ? cancel(new TreeMap<>(Map.of(line.number, waiting)), OUT_OF_STOCK)
                : List.of();
    }

    private static long unitsIn(List<LocationUnits> locations) {
        return locations.stream().mapToLong(LocationUnits::quantity).sum();
    }

    /**
     * Hears what the warehouse did, late and out of order as it may come. Answers the units it speaks of that nobody wants any more: they are not
     * counted. What cannot be is refused before anything changes.
     */
    List<UnitsSetAside> hear(WarehouseFulfilmentEvent fact) {
        List<UnitsSetAside> setAside =
                switch (fact) {
                    case PickStarted picked -> lines.advance(PICK, picked.lines());
                    case Packed packed -> lines.advance(PACK, packed.lines());
                    case Shipped shipped -> ship(shipped);
                    case Unpicked unpicked -> lines.unpick(unpicked.lines());
                    case ShortPicked missed -> List.of();
                    case Delivered delivered -> {
                        deliver(delivered);
                        yield List.of();
                    }
                    case Returned returned -> {
                        lines.giveBack(returned.lines());
                        yield List.of();
                    }
                    case DeliveryFailed failed -> {
                        keep(shipment(failed.shipmentId()).failed(failed.failedAt()));
                        yield List.of();
                    }
                    case WarehouseFulfilmentEvent.Unknown later -> List.of();
                };
        onlyWarehouseMoved &= fact instanceof PickStarted || fact instanceof Packed || fact instanceof Shipped;
        return setAside;
    }

    /** A delivery may be told before its shipment: then what is shipped has arrived. */
    private List<UnitsSetAside> ship(Shipped shipped) {
        var before = lines.count(Units::shipped);
        var setAside = lines.advance(SHIP, shipped.lines());
        var counted = lines.count(Units::shipped);
        counted.replaceAll((line, units) -> units - before.getOrDefault(line, 0));
        counted.values().removeIf(units -> units == 0);

        var shipment = shipment(shipped.shipmentId()).with(counted);
        keep(shipment);
        if (shipment.isDelivered()) {
            lines.deliver(counted);
        }
        return setAside;
    }

    private void deliver(Delivered delivered) {
        var shipment = shipment(delivered.shipmentId());
        if (!shipment.isDelivered()) {
            keep(shipment.delivered(delivered.deliveredAt()));
            lines.deliver(shipment.units());
        }
    }

    private void keep(Shipment shipment) {
        var before = shipments.put(shipment.shipmentId(), shipment);
        effects.addAll(Effect.of(before, shipment));
    }

    private Shipment shipment(String shipmentId) {
        return shipments.getOrDefault(shipmentId, Shipment.announced(shipmentId));
    }

    /** What has changed since this was asked last. */
    List<Effect> effects() {
        effects.addAll(lines.effects());
        var all = List.copyOf(effects);
        effects.clear();
        return all;
    }

    /** Derives where the order stands after the changes of one moment, and tells what is new. */
    List<OrderEvent> moveOn(Instant at) {
        version++;
        var moved = lines.settle(isHeld(), at);
        var now = standing();
        var events = new ArrayList<OrderEvent>();
        if (!now.waiting().equals(told.waiting())) {
            events.add(new OrderBackordered(
                    identity.orderId(),
                    identity.channel(),
                    identity.externalId(),
                    identity.customerId(),
                    now.waiting()));
        }
        if (needsNewPickList(now)) {
            events.add(new OrderReadyToPick(identity.orderId(), ++pickRevision, now.pickable()));
        }
        if (!moved.isEmpty()) {
            events.add(new OrderStageChanged(
                    identity.orderId(), told.stage(), stage(), lines.byStage(isHeld()), version, moved));
        }
        if (now.isClosed() && !told.isClosed()) {
            events.add(new OrderClosed(identity.orderId(), stage()));
        }
        told = now;
        onlyWarehouseMoved = true;
        return events;
    }

    /** The latest event time among the causes of how the order stands. */
    Instant since() {
        return lines.since().filter(identity.placedAt()::isBefore).orElse(identity.placedAt());
    }

    /** What the warehouse picked it knows; any other change of what is to be picked it must be told. */
    private boolean needsNewPickList(Standing now) {
        var itKnows = onlyWarehouseMoved && now.differsByPicksOnly(told);
        return !itKnows && !now.pickable().equals(told.pickable());
    }

    private Standing standing() {
        return new Standing(stage(), lines.waiting(), pickable(), lines.picked(), isClosed());
    }

    /** All that is to be picked now: nothing while the order is held or, if it ships complete, as long as a unit is missing. */
    private List<PickableUnits> pickable() {
        var waitsForAll = terms.shipping() == Shipping.COMPLETE && !lines.areFullyAllocated();
        return isHeld() || waitsForAll ? List.of() : lines.unpicked();
    }

    /** The first stage that holds units of it. */
    BacklogStage stage() {
        return lines.byStage(isHeld()).keySet().iterator().next();
    }

    boolean isClosed() {
        return lines.areClosed();
    }

    private boolean isHeld() {
        return !holds.isEmpty();
    }

    UUID orderId() {
        return identity.orderId();
    }

    Instant placedAt() {
        return identity.placedAt();
    }

    boolean hasLine(int number) {
        return lines.has(number);
    }

    Identity identity() {
        return identity;
    }

    Terms terms() {
        return terms;
    }

    int version() {
        return version;
    }

    int pickRevision() {
        return pickRevision;
    }

    Collection<Line> lines() {
        return lines.all();
    }

    Collection<Hold> holds() {
        return holds.values();
    }

    boolean isHeldBy(UUID holdId) {
        return holds.containsKey(holdId);
    }

    Collection<Shipment> shipments() {
        return shipments.values();
    }
}
