package io.backline.demo.replay;

import io.backline.demo.replay.Happening.Line;
import io.backline.demo.replay.Happening.OrderPlaced;
import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.BacklogStage;
import io.backline.events.WarehouseFulfilmentEvent;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The backlog at any moment, counted anew from what this replay published itself: the orders it posted and the fulfilment events it sent. What inventory-service
 * gave a line nobody else can know: that, and nothing else, is taken from its stream {@code allocations}. Nothing comes from order-service, neither answers nor
 * streams nor tables, and none of its code is used: not even the reading of warehouse events that the services share. So it agrees with order-service only if
 * both follow the same sentence of the contract: a line is counters, a stage is the gap between two of them.
 *
 * <p>It is naive on purpose. Every question adds up all facts of all lines from the beginning, and it believes their times as they are. So it holds for input
 * in which no line is told of in the wrong order, is held or is cancelled, which is what a replay plays.
 */
final class Recount {
    /** More would not fit into the memory of a demo: then nothing is recounted. */
    static final int MOST_ORDERS = 200_000;

    private final Map<UUID, Order> orders = new LinkedHashMap<>();
    private final Map<Parcel, List<LineUnits>> parcels = new HashMap<>();
    private boolean isTooMuch;

    /** An order of this replay. */
    record Order(UUID orderId, String externalId, Instant placedAt, List<Line> lines, Map<Integer, List<Fact>> facts) {
        private void add(int line, Instant at, Counter counter, int units) {
            facts.computeIfAbsent(line, none -> new ArrayList<>()).add(new Fact(at, counter, units));
        }
    }

    private record Parcel(UUID orderId, String shipmentId) {}

    private enum Counter {
        ALLOCATED,
        PICKED,
        PACKED,
        SHIPPED,
        DELIVERED
    }

    private record Fact(Instant at, Counter counter, int units) {}

    /** What stands in one stage. */
    record Figures(long orders, long lines, long units) {
        static final Figures NONE = new Figures(0, 0, 0);

        private Figures plus(long orders, long lines, long units) {
            return new Figures(this.orders + orders, this.lines + lines, this.units + units);
        }

        @Override
        public String toString() {
            return orders + " orders, " + lines + " lines, " + units + " units";
        }
    }

    void placed(OrderPlaced order, UUID orderId) {
        isTooMuch |= orders.size() >= MOST_ORDERS;
        if (isTooMuch) {
            orders.clear();
            parcels.clear();
        } else {
            orders.putIfAbsent(
                    orderId, new Order(orderId, order.externalId(), order.at(), order.lines(), new HashMap<>()));
        }
    }

    boolean isTooMuch() {
        return isTooMuch;
    }

    void told(WarehouseFulfilmentEvent event) {
        var order = orders.get(event.orderId());
        if (order == null) {
            return;
        }
        switch (event) {
            case WarehouseFulfilmentEvent.PickStarted picked -> add(order, picked, Counter.PICKED, picked.lines());
            case WarehouseFulfilmentEvent.Packed packed -> add(order, packed, Counter.PACKED, packed.lines());
            case WarehouseFulfilmentEvent.Shipped shipped -> {
                add(order, shipped, Counter.SHIPPED, shipped.lines());
                parcels.put(new Parcel(shipped.orderId(), shipped.shipmentId()), shipped.lines());
            }
            case WarehouseFulfilmentEvent.Delivered delivered ->
                add(
                        order,
                        delivered,
                        Counter.DELIVERED,
                        parcels.getOrDefault(new Parcel(delivered.orderId(), delivered.shipmentId()), List.of()));
            case WarehouseFulfilmentEvent.ShortPicked whatTheLineHasThenIsInventorysToSay -> {}
            case WarehouseFulfilmentEvent.DeliveryFailed stillInTransit -> {}
            case WarehouseFulfilmentEvent.Unpicked neverPlayed -> {}
            case WarehouseFulfilmentEvent.Returned neverPlayed -> {}
            case WarehouseFulfilmentEvent.Unknown neverPlayed -> {}
        }
    }

    private static void add(Order order, WarehouseFulfilmentEvent event, Counter counter, List<LineUnits> lines) {
        lines.forEach(line -> order.add(line.lineNumber(), event.at(), counter, line.quantity()));
    }

    /** What a line of this replay has, as inventory-service told it; of other orders nothing is noted. */
    void decided(LineResult result, Instant at) {
        var order = orders.get(result.orderId());
        if (order != null) {
            order.add(result.lineNumber(), at, Counter.ALLOCATED, result.allocated());
        }
    }

    Collection<Order> orders() {
        return orders.values();
    }

    /** The open stages that held something. */
    Map<BacklogStage, Figures> at(Instant moment) {
        var figures = new EnumMap<BacklogStage, Figures>(BacklogStage.class);
        for (var order : orders.values()) {
            if (order.placedAt().isAfter(moment)) {
                continue;
            }
            var ofOrder = new EnumMap<BacklogStage, Figures>(BacklogStage.class);
            for (var line : order.lines()) {
                standing(line.quantity(), order.facts().getOrDefault(line.number(), List.of()), moment)
                        .forEach((stage, units) -> ofOrder.put(
                                stage, ofOrder.getOrDefault(stage, Figures.NONE).plus(0, 1, units)));
            }
            var first = true;
            for (var stage : ofOrder.entrySet()) {
                var here = stage.getValue();
                var sum = figures.getOrDefault(stage.getKey(), Figures.NONE);
                figures.put(stage.getKey(), sum.plus(first ? 1 : 0, here.lines(), here.units()));
                first = false;
            }
        }
        figures.keySet().removeIf(stage -> !stage.isOpen());
        return figures;
    }

    /** Where the units of one line stood. */
    private static Map<BacklogStage, Integer> standing(int ordered, List<Fact> facts, Instant moment) {
        var answered = false;
        var given = 0;
        var told = new EnumMap<Counter, Integer>(Counter.class);
        for (var fact : facts) {
            if (fact.at().isAfter(moment)) {
                continue;
            }
            if (fact.counter() == Counter.ALLOCATED) {
                answered = true;
                given = fact.units();
            } else {
                told.merge(fact.counter(), fact.units(), Integer::sum);
            }
        }
        var delivered = told.getOrDefault(Counter.DELIVERED, 0);
        var shipped = Math.max(delivered, told.getOrDefault(Counter.SHIPPED, 0));
        var packed = Math.max(shipped, told.getOrDefault(Counter.PACKED, 0));
        var picked = Math.max(packed, told.getOrDefault(Counter.PICKED, 0));
        var allocated = Math.max(picked, Math.min(given, ordered));

        var stages = new EnumMap<BacklogStage, Integer>(BacklogStage.class);
        stages.put(answered ? BacklogStage.BACKORDERED : BacklogStage.AWAITING_ALLOCATION, ordered - allocated);
        stages.put(BacklogStage.READY_TO_PICK, allocated - picked);
        stages.put(BacklogStage.PICKING, picked - packed);
        stages.put(BacklogStage.PACKED, packed - shipped);
        stages.put(BacklogStage.SHIPPED, shipped - delivered);
        stages.put(BacklogStage.DELIVERED, delivered);
        stages.values().removeIf(units -> units == 0);
        return stages;
    }
}
