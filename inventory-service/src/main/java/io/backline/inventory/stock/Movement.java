package io.backline.inventory.stock;

import io.backline.events.WarehouseStockEvent.StockAdjusted;
import io.backline.events.WarehouseStockEvent.StockCounted;
import io.backline.events.WarehouseStockEvent.StockOut;
import io.backline.events.WarehouseStockEvent.StockReceived;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the ledger: what a fact did to the stock of a SKU at one location. A count says what is on the shelf, all others what changed. */
public record Movement(
        Kind kind,
        String location,
        @Nullable Long counted,
        long shelfChange,
        long pickedChange,
        Fact fact,
        @Nullable OfLine line,
        @Nullable String remark) {

    public enum Kind {
        RECEIVED,
        COUNTED,
        ADJUSTED,
        STOCK_OUT,
        PICKED,
        /** A packing or shipment implies the pick that nobody told of; when it is told, this is taken back and the pick recorded at its own time. */
        PICK_IMPLIED,
        UNPICKED,
        SHORT_PICKED,
        SHIPPED,
        /** Units left the house that no line wanted any more. */
        SHIPPED_THOUGH_CANCELLED,
        /** Picked units were cancelled. */
        PUT_BACK
    }

    /** The order line a movement was made for. */
    public record OfLine(UUID orderId, int lineNumber) {}

    public static Movement of(StockReceived received, String source, String eventId) {
        return change(
                Kind.RECEIVED,
                received.location(),
                received.quantity(),
                new Fact(source, eventId, received.receivedAt()),
                received.inboundId());
    }

    public static Movement of(StockCounted counted, String source, String eventId) {
        return count(
                Kind.COUNTED, counted.location(), counted.quantity(), new Fact(source, eventId, counted.countedAt()));
    }

    public static Movement of(StockAdjusted adjusted, String source, String eventId) {
        return change(
                Kind.ADJUSTED,
                adjusted.location(),
                adjusted.change(),
                new Fact(source, eventId, adjusted.adjustedAt()),
                adjusted.reason());
    }

    public static Movement of(StockOut out, String source, String eventId) {
        return count(Kind.STOCK_OUT, out.location(), 0, new Fact(source, eventId, out.observedAt()));
    }

    /** What the handling of an order line did. */
    public static Movement of(OfLine line, Kind kind, String location, long shelfChange, long pickedChange, Fact fact) {
        return new Movement(kind, location, null, shelfChange, pickedChange, fact, line, null);
    }

    private static Movement change(Kind kind, String location, long units, Fact fact, @Nullable String remark) {
        return new Movement(kind, location, null, units, 0, fact, null, remark);
    }

    private static Movement count(Kind kind, String location, long counted, Fact fact) {
        return new Movement(kind, location, counted, 0, 0, fact, null, null);
    }

    public Instant at() {
        return fact.at();
    }

    /** Whether this is what the given event told. */
    public boolean isToldBy(String source, String eventId) {
        return fact.source().equals(source) && fact.eventId().equals(eventId);
    }
}
