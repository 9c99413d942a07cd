package io.backline.demo.replay;

import io.backline.demo.replay.Happening.Item;
import io.backline.demo.replay.Happening.Line;
import io.backline.demo.replay.Happening.StageReached;
import io.backline.events.WarehouseFulfilmentEvent;
import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.DeliveryFailed;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import io.backline.events.WarehouseFulfilmentEvent.ShortPicked;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the warehouse has told of one order so far, as the input says: never what a service answered, so that a second run tells the same. A record of a
 * whole order moves all units that have not been told of at that stage; a record of an item moves one unit of the line with its SKU.
 */
final class KnownOrder {
    private final UUID orderId;
    private final String externalId;
    private final List<Line> lines;
    private final Map<Happening.Stage, Map<Integer, Integer>> told = new EnumMap<>(Happening.Stage.class);
    private final Map<String, Integer> lineOfItem = new HashMap<>();
    private final Map<String, String> shipmentOfItem = new HashMap<>();
    private final List<String> inTransit = new ArrayList<>();

    KnownOrder(UUID orderId, String externalId, List<Line> lines) {
        this.orderId = orderId;
        this.externalId = externalId;
        this.lines = lines;
    }

    UUID orderId() {
        return orderId;
    }

    /**
     * The SKUs that inventory-service may decide about because of it: of lines that have units nobody was told to have picked. What happens to picked units
     * is no news for anybody else.
     */
    Set<String> skusAtStake(StageReached reached) {
        var item = reached.item();
        return lines.stream()
                .filter(line -> item == null
                        || line.sku().equals(item.sku())
                        || line.number() == lineOfItem.getOrDefault(item.id(), 0))
                .filter(line -> told(Happening.Stage.PICKING).getOrDefault(line.number(), 0) < line.quantity())
                .map(Line::sku)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Whether another unit of its line lies in a tote: a short pick would be read as that one, if the line has no other by then, and only inventory-service
     * knows that.
     */
    boolean mayBeMistaken(Item missed) {
        var number = lineOf(missed);
        return told(Happening.Stage.PICKING).getOrDefault(number, 0)
                > told(Happening.Stage.PACKED).getOrDefault(number, 0);
    }

    private int lineOf(Item item) {
        return lineOfItem.computeIfAbsent(item.id(), id -> freeLine(item).orElse(0));
    }

    /** The events that tell it; none if there is nothing left to tell. Ids of packages and shipments derive from the moment. */
    List<WarehouseFulfilmentEvent> reach(StageReached reached) {
        var moment = externalId + "-" + reached.at().getEpochSecond();
        var item = reached.item();
        if (reached.stage() == Happening.Stage.DELIVERED || reached.stage() == Happening.Stage.DELIVERY_FAILED) {
            return shipments(reached.stage(), item).stream()
                    .<WarehouseFulfilmentEvent>map(shipment -> reached.stage() == Happening.Stage.DELIVERED
                            ? new Delivered(orderId, shipment, reached.at())
                            : new DeliveryFailed(orderId, shipment, null, reached.at()))
                    .toList();
        }
        if (reached.stage() == Happening.Stage.MISSED) {
            return item == null || lineOf(item) == 0
                    ? List.of()
                    : List.of(new ShortPicked(orderId, lineOf(item), null, 1, reached.at()));
        }
        var units = item == null ? rest(reached.stage()) : unit(reached.stage(), item);
        if (units.isEmpty()) {
            return List.of();
        }
        return List.of(
                switch (reached.stage()) {
                    case PICKING -> new PickStarted(orderId, units, reached.at());
                    case PACKED -> new Packed(orderId, packageOf(moment, item), units, reached.at());
                    default -> new Shipped(orderId, shipment(moment, item), null, null, units, reached.at());
                });
    }

    private List<LineUnits> rest(Happening.Stage stage) {
        var moved = new ArrayList<LineUnits>();
        for (var line : lines) {
            var rest = line.quantity() - told(stage).getOrDefault(line.number(), 0);
            if (rest > 0) {
                moved.add(new LineUnits(line.number(), rest, null));
                told(stage).put(line.number(), line.quantity());
            }
        }
        return moved;
    }

    private List<LineUnits> unit(Happening.Stage stage, Item item) {
        var number = lineOf(item);
        var line = lines.stream().filter(each -> each.number() == number).findFirst();
        if (line.isEmpty() || told(stage).getOrDefault(number, 0) >= line.get().quantity()) {
            return List.of();
        }
        told(stage).merge(number, 1, Integer::sum);
        return List.of(new LineUnits(number, 1, null));
    }

    /** The first line with the item's SKU that has more units than items. */
    private Optional<Integer> freeLine(Item item) {
        return lines.stream()
                .filter(line -> line.sku().equals(item.sku()))
                .filter(line -> lineOfItem.values().stream()
                                .filter(taken -> taken == line.number())
                                .count()
                        < line.quantity())
                .map(Line::number)
                .findFirst();
    }

    private static String packageOf(String moment, @Nullable Item item) {
        return "P-" + moment + (item == null ? "" : "-" + item.id());
    }

    private String shipment(String moment, @Nullable Item item) {
        var shipment = "S-" + moment + (item == null ? "" : "-" + item.id());
        inTransit.add(shipment);
        if (item != null) {
            shipmentOfItem.put(item.id(), shipment);
        }
        return shipment;
    }

    private List<String> shipments(Happening.Stage stage, @Nullable Item item) {
        var of = item == null
                ? List.copyOf(inTransit)
                : Optional.ofNullable(shipmentOfItem.get(item.id())).stream().toList();
        if (stage == Happening.Stage.DELIVERED) {
            inTransit.removeAll(of);
        }
        return of;
    }

    private Map<Integer, Integer> told(Happening.Stage stage) {
        return told.computeIfAbsent(stage, any -> new HashMap<>());
    }
}
