package io.backline.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.AllocationEvent.AllocationRevoked;
import io.backline.events.AllocationEvent.BackorderReleased;
import io.backline.events.AllocationEvent.ExpectedDateMoved;
import io.backline.events.AllocationEvent.LineBackordered;
import io.backline.events.AllocationEvent.StockAllocated;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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

        @Nullable
        Missing missing();
    }

    /** Units of the line at one location, cumulative. */
    record LocationUnits(@Name String location, @Min(1) int quantity) {}

    /** All units of the line that short picks told missing so far, and where some of them had been picked before. */
    record Missing(@Min(1) int units, @NotNull List<@Valid @NotNull LocationUnits> picked) {}

    /** The whole line has stock. */
    record StockAllocated(
            @NotNull UUID orderId,
            @Min(1) int lineNumber,
            @Name String sku,
            @Min(0) int requested,
            @Min(0) int allocated,
            @NotNull List<@Valid @NotNull LocationUnits> locations,
            @Nullable String reason,
            @Valid @Nullable Missing missing)
            implements LineResult {}

    /** The answer to a line that stock does not cover: requested − allocated units wait, or are refused. */
    record LineBackordered(
            @NotNull UUID orderId,
            @Min(1) int lineNumber,
            @Name String sku,
            @Min(0) int requested,
            @Min(0) int allocated,
            @NotNull List<@Valid @NotNull LocationUnits> locations,
            @Nullable String reason,
            @Valid @Nullable Missing missing)
            implements LineResult {}

    /** Waiting units were given stock. */
    record BackorderReleased(
            @NotNull UUID orderId,
            @Min(1) int lineNumber,
            @Name String sku,
            @Min(0) int requested,
            @Min(0) int allocated,
            @NotNull List<@Valid @NotNull LocationUnits> locations,
            @Nullable String reason,
            @Valid @Nullable Missing missing)
            implements LineResult {}

    /** Units were taken back: the stock is not there, or the units were cancelled. */
    record AllocationRevoked(
            @NotNull UUID orderId,
            @Min(1) int lineNumber,
            @Name String sku,
            @Min(0) int requested,
            @Min(0) int allocated,
            @NotNull List<@Valid @NotNull LocationUnits> locations,
            @Nullable String reason,
            @Valid @Nullable Missing missing)
            implements LineResult {}

    record ExpectedDateMoved(
            @NotNull UUID orderId,
            @Min(1) int lineNumber,
            @Name String sku,
            @Nullable Instant expectedFrom,
            @Nullable Instant expectedUntil,
            @NotNull String reason)
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
