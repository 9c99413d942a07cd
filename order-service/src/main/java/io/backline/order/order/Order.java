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
import io.backline.events.OrderEvent.WaitingUnits;
import io.backline.events.Progress.Step;
import io.backline.events.Shipping;
import io.backline.events.WarehouseFulfilmentEvent;
import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.DeliveryFailed;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Returned;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import io.backline.events.WarehouseFulfilmentEvent.ShortPicked;
import io.backline.events.WarehouseFulfilmentEvent.Unpicked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToIntFunction;

/**
 * An order: what was asked for and how far it has come. Each change answers the events that tell it; {@link #moveOn} then tells what follows from all
 * changes of one moment, so that an order of many lines answered at once says so once.
 */
final class Order {
    static final String OUT_OF_STOCK = "STOCK_OUT";

    private final Identity identity;
    private final SortedMap<Integer, Line> lines = new TreeMap<>();
    private final Map<UUID, Hold> holds = new LinkedHashMap<>();
    private final Map<String, Shipment> shipments = new LinkedHashMap<>();
    private Terms terms;
    private int version;
    private int pickRevision;
    private Standing told;
    private boolean onlyWarehouseMoved = true;

    /** A new order. */
    Order(Identity identity, Terms terms, Collection<Line> lines) {
        this.identity = identity;
        this.terms = terms;
        lines.forEach(line -> this.lines.put(line.number, line));
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
                lines.values().stream()
                        .map(line -> new PlacedLine(
                                line.number, line.sku, line.units().ordered(), line.unitPrice, line.backorder))
                        .toList());
    }

    List<OrderEvent> hold(Hold hold) {
        onlyWarehouseMoved = false;
        holds.put(hold.holdId(), hold);
        return List.of(new OrderHeld(identity.orderId(), hold.holdId(), hold.kind(), hold.reason()));
    }

    List<OrderEvent> lift(UUID holdId) {
        onlyWarehouseMoved = false;
        var hold = holds.remove(holdId);
        return hold == null ? List.of() : List.of(new HoldReleased(identity.orderId(), holdId, hold.kind()));
    }

    List<OrderEvent> change(Terms terms) {
        if (terms.equals(this.terms)) {
            return List.of();
        }
        onlyWarehouseMoved = false;
        this.terms = terms;
        return List.of(new OrderChanged(identity.orderId(), terms.priority(), terms.needBy(), terms.shipping()));
    }

    /** Units by line that can still be cancelled: all that nobody has picked. */
    SortedMap<Integer, Integer> cancellable() {
        var units = new TreeMap<Integer, Integer>();
        lines.values().stream()
                .filter(line -> line.units().cancellable() > 0)
                .forEach(line -> units.put(line.number, line.units().cancellable()));
        return units;
    }

    /** Units by line that are not cancelled yet. */
    SortedMap<Integer, Integer> wanted() {
        var units = new TreeMap<Integer, Integer>();
        lines.values().stream()
                .filter(line -> line.units().wanted() > 0)
                .forEach(line -> units.put(line.number, line.units().wanted()));
        return units;
    }

    boolean canCancel(SortedMap<Integer, Integer> units) {
        var cancellable = cancellable();
        return units.entrySet().stream()
                .allMatch(line -> line.getValue() <= cancellable.getOrDefault(line.getKey(), 0));
    }

    /** Units by line are no longer wanted; waiting ones go first. */
    List<OrderEvent> cancel(SortedMap<Integer, Integer> units, String reason) {
        onlyWarehouseMoved = false;
        units.forEach((number, quantity) -> {
            var line = line(number, "lineNumber");
            line.now(line.units().cancel(quantity));
        });
        return List.of(new LinesCancelled(
                identity.orderId(),
                reason,
                units.entrySet().stream()
                        .map(line -> new CancelledUnits(line.getKey(), line.getValue()))
                        .toList()));
    }

    /** Takes over what inventory says a line has now; a line that may not wait loses what it does not have. */
    List<OrderEvent> answer(LineResult result) {
        var line = line(result.lineNumber(), "lineNumber");
        if (unitsIn(result.locations()) != result.allocated()) {
            throw new Contradiction("locations", "do not sum to allocated");
        }
        onlyWarehouseMoved = false;
        line.now(line.units().answered(result.locations()));
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
        return switch (fact) {
            case PickStarted picked -> advance(PICK, picked.lines());
            case Packed packed -> advance(PACK, packed.lines());
            case Shipped shipped -> ship(shipped);
            case ShortPicked shortPicked -> missing(shortPicked);
            case Unpicked unpicked -> unpick(unpicked.lines());
            case Delivered delivered -> deliver(delivered);
            case Returned returned -> giveBack(returned.lines());
            case DeliveryFailed stillInTransit -> List.of();
            case WarehouseFulfilmentEvent.Unknown later -> List.of();
        };
    }

    private List<UnitsSetAside> advance(Step step, List<LineUnits> told) {
        refuseMoreThanOrdered(told, units -> units.progress().told(step));
        var setAside = new ArrayList<UnitsSetAside>();
        for (var said : told) {
            var line = line(said.lineNumber(), "lines");
            var excess = line.units().excess(step, said.quantity());
            line.now(line.units().advance(step, said.quantity(), said.location()));
            if (excess > 0) {
                setAside.add(new UnitsSetAside(line.number, excess, "cancelled"));
            }
        }
        return setAside;
    }

    private List<UnitsSetAside> ship(Shipped shipped) {
        var before = shippedByLine();
        var setAside = advance(SHIP, shipped.lines());
        var counted = shippedByLine();
        counted.replaceAll((line, units) -> units - before.getOrDefault(line, 0));
        counted.values().removeIf(units -> units == 0);

        var shipment = shipments
                .getOrDefault(shipped.shipmentId(), Shipment.announced(shipped.shipmentId()))
                .with(counted);
        shipments.put(shipment.shipmentId(), shipment);
        if (shipment.isDelivered()) {
            arrived(counted);
        }
        return setAside;
    }

    private Map<Integer, Integer> shippedByLine() {
        var shipped = new HashMap<Integer, Integer>();
        lines.values().forEach(line -> shipped.put(line.number, line.units().shipped()));
        return shipped;
    }

    private List<UnitsSetAside> deliver(Delivered delivered) {
        var shipment = shipments.getOrDefault(delivered.shipmentId(), Shipment.announced(delivered.shipmentId()));
        if (!shipment.isDelivered()) {
            shipments.put(shipment.shipmentId(), shipment.delivered(delivered.deliveredAt()));
            arrived(shipment.units());
        }
        return List.of();
    }

    private void arrived(Map<Integer, Integer> units) {
        units.forEach((number, quantity) -> {
            var line = line(number, "lines");
            line.now(line.units().deliver(quantity));
        });
    }

    private List<UnitsSetAside> missing(ShortPicked shortPicked) {
        var line = line(shortPicked.lineNumber(), "lineNumber");
        if (shortPicked.missing() > line.units().ordered()) {
            throw new Contradiction("missing", "more than the " + line.units().ordered() + " units ordered");
        }
        onlyWarehouseMoved = false;
        line.now(line.units().missing(shortPicked.missing(), shortPicked.location()));
        return List.of();
    }

    private List<UnitsSetAside> unpick(List<LineUnits> told) {
        refuseMoreThanOrdered(told, units -> 0);
        onlyWarehouseMoved = false;
        var setAside = new ArrayList<UnitsSetAside>();
        for (var said : told) {
            var line = line(said.lineNumber(), "lines");
            var excess = said.quantity() - (line.units().picked() - line.units().packed());
            line.now(line.units().unpick(said.quantity(), said.location()));
            if (excess > 0) {
                setAside.add(new UnitsSetAside(line.number, excess, "not picked"));
            }
        }
        return setAside;
    }

    private List<UnitsSetAside> giveBack(List<LineUnits> told) {
        refuseMoreThanOrdered(told, Units::returned);
        for (var said : told) {
            var line = line(said.lineNumber(), "lines");
            line.now(line.units().giveBack(said.quantity()));
        }
        return List.of();
    }

    private void refuseMoreThanOrdered(List<LineUnits> told, ToIntFunction<Units> before) {
        var sums = new HashMap<Integer, Long>();
        for (var i = 0; i < told.size(); i++) {
            var said = told.get(i);
            var units = line(said.lineNumber(), "lines[" + i + "].lineNumber").units();
            var sum = sums.merge(said.lineNumber(), (long) said.quantity(), Long::sum) + before.applyAsInt(units);
            if (sum > units.ordered()) {
                throw new Contradiction(
                        "lines[" + i + "].quantity",
                        "would make " + sum + " units of line " + said.lineNumber() + ", of which " + units.ordered()
                                + " were ordered");
            }
        }
    }

    /** Derives where the order stands after the changes of one moment, and tells what is new. */
    List<OrderEvent> moveOn(Instant at) {
        lines.values().forEach(line -> line.settle(isHeld(), at));
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
        if (now.stage() != told.stage()) {
            events.add(new OrderStageChanged(identity.orderId(), told.stage(), stage(), unitsByStage()));
        }
        if (now.isClosed() && !told.isClosed()) {
            events.add(new OrderClosed(identity.orderId(), stage()));
        }
        told = now;
        onlyWarehouseMoved = true;
        version++;
        return events;
    }

    /** What the warehouse picked it knows; any other change of what is to be picked it must be told. */
    private boolean needsNewPickList(Standing now) {
        var itKnows = onlyWarehouseMoved && told.coversPicksOf(now);
        return !itKnows && !now.pickable().equals(told.pickable());
    }

    private Standing standing() {
        return new Standing(stage(), waiting(), pickable(), isClosed());
    }

    private List<WaitingUnits> waiting() {
        return lines.values().stream()
                .filter(line -> line.units().backordered() > 0)
                .map(line ->
                        new WaitingUnits(line.number, line.sku, line.units().backordered()))
                .toList();
    }

    /** All that is to be picked now: nothing while the order is held or, if it ships complete, as long as a unit is missing. */
    private List<PickableUnits> pickable() {
        if (isHeld() || terms.shipping() == Shipping.COMPLETE && !isFullyAllocated()) {
            return List.of();
        }
        var pickable = new ArrayList<PickableUnits>();
        for (var line : lines.values()) {
            line.units().progress().locations().forEach((location, stand) -> {
                if (stand.unpicked() > 0) {
                    pickable.add(new PickableUnits(line.number, line.sku, location, stand.unpicked()));
                }
            });
        }
        return pickable;
    }

    /** The first stage that holds units of it. */
    BacklogStage stage() {
        return unitsByStage().keySet().iterator().next();
    }

    private Map<BacklogStage, Long> unitsByStage() {
        var all = new EnumMap<BacklogStage, Long>(BacklogStage.class);
        for (var line : lines.values()) {
            line.units().byStage(isHeld()).forEach((stage, units) -> all.merge(stage, (long) units, Long::sum));
        }
        return all;
    }

    private boolean isFullyAllocated() {
        return lines.values().stream().allMatch(line -> line.units().isFullyAllocated());
    }

    boolean isClosed() {
        return lines.values().stream().allMatch(line -> line.units().isClosed());
    }

    private boolean isHeld() {
        return !holds.isEmpty();
    }

    private Line line(int number, String field) {
        var line = lines.get(number);
        if (line == null) {
            throw new Contradiction(field, "the order has no line " + number);
        }
        return line;
    }

    UUID orderId() {
        return identity.orderId();
    }

    Instant placedAt() {
        return identity.placedAt();
    }

    boolean hasLine(int number) {
        return lines.containsKey(number);
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
        return lines.values();
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
