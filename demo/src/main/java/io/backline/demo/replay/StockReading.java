package io.backline.demo.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.demo.replay.Feed.Skipped;
import io.backline.demo.replay.Happening.Item;
import io.backline.demo.replay.Happening.Stage;
import io.backline.demo.replay.Happening.StageReached;
import io.backline.demo.replay.Happening.StockChanged;
import io.backline.events.WarehouseStockEvent;
import io.backline.events.WarehouseStockEvent.InboundCancelled;
import io.backline.events.WarehouseStockEvent.InboundRescheduled;
import io.backline.events.WarehouseStockEvent.InboundScheduled;
import io.backline.events.WarehouseStockEvent.StockAdjusted;
import io.backline.events.WarehouseStockEvent.StockCounted;
import io.backline.events.WarehouseStockEvent.StockOut;
import io.backline.events.WarehouseStockEvent.StockReceived;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads what a warehouse recorded of stock as events of the contract. A unit that ran out and is an item of an order was missed by a picker. */
final class StockReading implements Feed.Reading {
    private final Items items;

    StockReading(Items items) {
        this.items = items;
    }

    @Override
    public Happening read(JsonNode line) throws BadLine, Skipped {
        var fields = new Fields(line);
        var at = fields.time("at");
        var missed = fields.text("type").equals("stocked-out") ? items.find(fields.optionalText("ref")) : null;
        return missed == null
                ? StockChanged.of(at, line.toString(), event(fields, at))
                : new StageReached(at, missed.externalId(), Stage.MISSED, new Item(missed.id(), missed.sku()));
    }

    private static WarehouseStockEvent event(Fields fields, Instant at) throws BadLine, Skipped {
        var sku = fields.text("sku");
        var location = fields.optionalText("location");
        return switch (fields.text("type")) {
            case "received" -> new StockReceived(sku, orMain(location), received(fields), at, inbound(fields));
            case "counted" -> new StockCounted(sku, orMain(location), fields.number("quantity"), at);
            case "adjusted" -> new StockAdjusted(sku, orMain(location), change(fields), reason(fields), at);
            case "stocked-out" -> new StockOut(sku, orMain(location), at);
            case "inbound-scheduled" ->
                new InboundScheduled(
                        fields.text("ref"),
                        supplier(fields),
                        sku,
                        orMain(location),
                        received(fields),
                        expected(fields));
            case "inbound-delayed" ->
                new InboundRescheduled(fields.text("ref"), sku, expected(fields), fields.optionalText("reason"));
            case "inbound-cancelled" -> new InboundCancelled(fields.text("ref"), sku, fields.optionalText("reason"));
            case String other -> throw new BadLine("type " + other + " is not known");
        };
    }

    /** A receipt of nothing is no receipt: the contract knows none. */
    private static int received(Fields fields) throws BadLine {
        var quantity = fields.number("quantity");
        if (quantity == 0) {
            throw new BadLine("quantity is zero");
        }
        return quantity;
    }

    private static int change(Fields fields) throws BadLine {
        var change = fields.number("quantity");
        if (change == 0) {
            throw new BadLine("quantity is zero");
        }
        return change;
    }

    private static String reason(Fields fields) throws BadLine {
        var reason = fields.optionalText("reason");
        return reason == null ? "ADJUSTED" : reason;
    }

    /** Opening stock came with no shipment. */
    private static @Nullable String inbound(Fields fields) throws BadLine {
        var ref = fields.optionalText("ref");
        return "opening".equals(ref) ? null : ref;
    }

    private static String supplier(Fields fields) throws BadLine {
        var supplier = fields.optionalText("supplier");
        return supplier == null ? "unnamed" : supplier;
    }

    /** Some records tell that goods were ordered and not for when: the contract has no event for that. */
    private static Instant expected(Fields fields) throws BadLine, Skipped {
        var expected = fields.optionalTime("expectedAt");
        if (expected == null) {
            throw new Skipped("inbound without an expected date");
        }
        return expected;
    }

    private static String orMain(@Nullable String location) {
        return location == null ? WarehouseStockEvent.MAIN : location;
    }
}
