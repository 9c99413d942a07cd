package io.backline.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.AllocationEvent.AllocationRevoked;
import io.backline.events.AllocationEvent.BackorderReleased;
import io.backline.events.AllocationEvent.ExpectedDateMoved;
import io.backline.events.AllocationEvent.LineBackordered;
import io.backline.events.AllocationEvent.StockAllocated;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What inventory-service decided about an order line, keyed by order id. Every event carries the line's result, not a difference: {@code requested} is ordered − cancelled as inventory knows it, {@code allocated} is cumulative and includes shipped units, {@code locations} says where, and sums to {@code allocated}. */
@JsonSubTypes({
    @Type(name = "StockAllocated", value = StockAllocated.class),
    @Type(name = "LineBackordered", value = LineBackordered.class),
    @Type(name = "BackorderReleased", value = BackorderReleased.class),
    @Type(name = "AllocationRevoked", value = AllocationRevoked.class),
    @Type(name = "ExpectedDateMoved", value = ExpectedDateMoved.class),
})
public sealed interface AllocationEvent {
    UUID orderId();

    int lineNumber();

    /** The four events that tell what a line has now. */
    sealed interface LineResult extends AllocationEvent
            permits StockAllocated, LineBackordered, BackorderReleased, AllocationRevoked {
        String sku();

        int requested();

        int allocated();

        List<LocationUnits> locations();

        @Nullable
        String reason();
    }

    /** Units of the line at one location, cumulative. */
    record LocationUnits(String location, int quantity) {}

    /** The whole line has stock. */
    record StockAllocated(
            UUID orderId,
            int lineNumber,
            String sku,
            int requested,
            int allocated,
            List<LocationUnits> locations,
            @Nullable String reason)
            implements LineResult {}

    /** The answer to a line that stock does not cover: requested − allocated units wait, or are refused. */
    record LineBackordered(
            UUID orderId,
            int lineNumber,
            String sku,
            int requested,
            int allocated,
            List<LocationUnits> locations,
            @Nullable String reason)
            implements LineResult {}

    /** Waiting units were given stock. */
    record BackorderReleased(
            UUID orderId,
            int lineNumber,
            String sku,
            int requested,
            int allocated,
            List<LocationUnits> locations,
            @Nullable String reason)
            implements LineResult {}

    /** Units were taken back: the stock is not there, or the units were cancelled. */
    record AllocationRevoked(
            UUID orderId,
            int lineNumber,
            String sku,
            int requested,
            int allocated,
            List<LocationUnits> locations,
            @Nullable String reason)
            implements LineResult {}

    record ExpectedDateMoved(
            UUID orderId,
            int lineNumber,
            String sku,
            @Nullable Instant expectedFrom,
            @Nullable Instant expectedUntil,
            String reason)
            implements AllocationEvent {}

    /** A type that a newer writer may know. */
    record Unknown(String type) implements AllocationEvent {
        @Override
        public int lineNumber() {
            throw new IllegalStateException("an unknown event names no line: " + type);
        }

        @Override
        public UUID orderId() {
            throw new IllegalStateException("an unknown event has no key: " + type);
        }
    }
}
