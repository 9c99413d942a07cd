package io.backline.events;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.WarehouseStockEvent.EventRetracted;
import io.backline.events.WarehouseStockEvent.InboundCancelled;
import io.backline.events.WarehouseStockEvent.InboundRescheduled;
import io.backline.events.WarehouseStockEvent.InboundScheduled;
import io.backline.events.WarehouseStockEvent.StockAdjusted;
import io.backline.events.WarehouseStockEvent.StockCounted;
import io.backline.events.WarehouseStockEvent.StockOut;
import io.backline.events.WarehouseStockEvent.StockReceived;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What warehouses tell of stock, keyed by SKU. The time in the data decides, not the time of arrival: the shelf is the last count plus the movements after
 * it. A location left out is {@code MAIN}.
 */
@JsonSubTypes({
    @Type(name = "StockReceived", value = StockReceived.class),
    @Type(name = "StockCounted", value = StockCounted.class),
    @Type(name = "StockAdjusted", value = StockAdjusted.class),
    @Type(name = "StockOut", value = StockOut.class),
    @Type(name = "InboundScheduled", value = InboundScheduled.class),
    @Type(name = "InboundRescheduled", value = InboundRescheduled.class),
    @Type(name = "InboundCancelled", value = InboundCancelled.class),
    @Type(name = "EventRetracted", value = EventRetracted.class),
})
public sealed interface WarehouseStockEvent {
    String MAIN = "MAIN";

    String sku();

    /** Units arrived on the shelf. */
    record StockReceived(
            @Name String sku,
            @Name String location,
            @Quantity int quantity,
            @NotNull Instant receivedAt,
            @OptionalForeignId @Nullable String inboundId)
            implements WarehouseStockEvent {
        public StockReceived {
            location = orMain(location);
        }
    }

    /** The shelf was counted; what is picked is not on it. */
    record StockCounted(
            @Name String sku,
            @Name String location,

            @JsonProperty(required = true) @Min(0) @Max(1_000_000)
            int quantity,

            @NotNull Instant countedAt)
            implements WarehouseStockEvent {
        public StockCounted {
            location = orMain(location);
        }
    }

    /** The shelf changed for another reason: DAMAGED, FOUND, RETURNED …; SHIPPED is set aside, shipments come as fulfilment. */
    record StockAdjusted(
            @Name String sku,
            @Name String location,

            @JsonProperty(required = true) @Min(-1_000_000) @Max(1_000_000) @NotZero
            int change,

            @Text String reason,
            @NotNull Instant adjustedAt)
            implements WarehouseStockEvent {
        public StockAdjusted {
            location = orMain(location);
        }
    }

    /** Somebody stood before an empty shelf: a count of 0 at this location. */
    record StockOut(
            @Name String sku,
            @Name String location,
            @NotNull Instant observedAt) implements WarehouseStockEvent {
        public StockOut {
            location = orMain(location);
        }
    }

    /** A supplier announced a shipment. */
    record InboundScheduled(
            @ForeignId String inboundId,
            @ForeignId String supplierId,
            @Name String sku,
            @Name String location,
            @Quantity int quantity,
            @NotNull Instant expectedAt)
            implements WarehouseStockEvent {
        public InboundScheduled {
            location = orMain(location);
        }
    }

    record InboundRescheduled(
            @ForeignId String inboundId,
            @Name String sku,
            @NotNull Instant expectedAt,
            @OptionalText @Nullable String reason)
            implements WarehouseStockEvent {}

    record InboundCancelled(
            @ForeignId String inboundId,
            @Name String sku,
            @OptionalText @Nullable String reason) implements WarehouseStockEvent {}

    /** An earlier event of the warehouse was wrong: as if it had never been, also when it comes later. */
    record EventRetracted(
            @ForeignId String eventId,
            @ForeignId String eventSource,
            @Name String sku,
            @Text String reason) implements WarehouseStockEvent {}

    /** A type that a newer warehouse may know. */
    record Unknown(String type) implements WarehouseStockEvent {
        @Override
        public String sku() {
            throw new IllegalStateException("an unknown event names no SKU: " + type);
        }
    }

    private static String orMain(@Nullable String location) {
        return location == null ? MAIN : location;
    }
}
