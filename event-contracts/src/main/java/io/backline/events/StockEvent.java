package io.backline.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.StockEvent.InboundChanged;
import io.backline.events.StockEvent.ReorderPointReached;
import io.backline.events.StockEvent.ReplenishmentProposed;
import io.backline.events.StockEvent.Restocked;
import io.backline.events.StockEvent.StockCorrected;
import io.backline.events.StockEvent.StockFeedGap;
import io.backline.events.StockEvent.StockedOut;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What inventory-service knows of the stock of a SKU, keyed by SKU. */
@JsonSubTypes({
    @Type(name = "StockedOut", value = StockedOut.class),
    @Type(name = "Restocked", value = Restocked.class),
    @Type(name = "StockCorrected", value = StockCorrected.class),
    @Type(name = "InboundChanged", value = InboundChanged.class),
    @Type(name = "ReorderPointReached", value = ReorderPointReached.class),
    @Type(name = "ReplenishmentProposed", value = ReplenishmentProposed.class),
    @Type(name = "StockFeedGap", value = StockFeedGap.class),
})
public sealed interface StockEvent {
    String sku();

    /** Availability reached 0. */
    record StockedOut(String sku, long available, String cause) implements StockEvent {}

    /** Units became available, whatever the cause, before waiting lines took them. */
    record Restocked(String sku, long available, String cause) implements StockEvent {}

    /** A count found another quantity on the shelf than the movements say. */
    record StockCorrected(String sku, String location, long expected, long counted) implements StockEvent {}

    /** What a supplier announced, as it stands now; quantity 0 is a cancelled one. */
    record InboundChanged(
            String sku,
            String inboundId,
            @Nullable String supplierId,
            String location,
            int quantity,
            Instant expectedAt)
            implements StockEvent {}

    record ReorderPointReached(String sku, long available, long reorderPoint) implements StockEvent {}

    record ReplenishmentProposed(String sku, String proposalId, int quantity, Instant neededBy) implements StockEvent {}

    /** The feed is incomplete: a sequence number is missing, or a shelf sum fell below 0, so that a receipt must be. */
    record StockFeedGap(
            String sku,
            String reason,
            @Nullable String location,
            @Nullable String source) implements StockEvent {}

    /** A type that a newer writer may know. */
    record Unknown(String type) implements StockEvent {
        @Override
        public String sku() {
            throw new IllegalStateException("an unknown event has no key: " + type);
        }
    }
}
