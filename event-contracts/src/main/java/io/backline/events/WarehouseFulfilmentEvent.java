package io.backline.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.DeliveryFailed;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Returned;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import io.backline.events.WarehouseFulfilmentEvent.ShortPicked;
import io.backline.events.WarehouseFulfilmentEvent.Unpicked;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What warehouses tell of the units of an order, keyed by order id. Quantities add up; a later stage implies the earlier ones (units that are shipped
 * were picked and packed). A line without location means the line's own: where most of its units stand at the preceding stage, ties by name.
 */
@JsonSubTypes({
    @Type(name = "PickStarted", value = PickStarted.class),
    @Type(name = "ShortPicked", value = ShortPicked.class),
    @Type(name = "Packed", value = Packed.class),
    @Type(name = "Shipped", value = Shipped.class),
    @Type(name = "Delivered", value = Delivered.class),
    @Type(name = "DeliveryFailed", value = DeliveryFailed.class),
    @Type(name = "Unpicked", value = Unpicked.class),
    @Type(name = "Returned", value = Returned.class),
})
public sealed interface WarehouseFulfilmentEvent {
    UUID orderId();

    /** When it happened in the warehouse, by the data field. */
    Instant at();

    /** A quantity of one order line. */
    record LineUnits(
            @Min(1) int lineNumber,
            @Quantity int quantity,
            @OptionalName @Nullable String location) {}

    record PickStarted(
            @NotNull UUID orderId,
            @Lines List<@Valid @NotNull LineUnits> lines,
            @NotNull Instant pickedAt) implements WarehouseFulfilmentEvent {
        @Override
        public Instant at() {
            return pickedAt;
        }
    }

    /** The picker found less than the line was promised: {@code missing} units are not there. */
    record ShortPicked(
            @NotNull UUID orderId,
            @Min(1) int lineNumber,
            @OptionalName @Nullable String location,
            @Quantity int missing,
            @NotNull Instant observedAt)
            implements WarehouseFulfilmentEvent {
        @Override
        public Instant at() {
            return observedAt;
        }
    }

    record Packed(
            @NotNull UUID orderId,
            @ForeignId String packageId,
            @Lines List<@Valid @NotNull LineUnits> lines,
            @NotNull Instant packedAt)
            implements WarehouseFulfilmentEvent {
        @Override
        public Instant at() {
            return packedAt;
        }
    }

    /** Handed to the carrier. */
    record Shipped(
            @NotNull UUID orderId,
            @ForeignId String shipmentId,
            @OptionalText @Nullable String carrier,
            @OptionalText @Nullable String trackingNumber,
            @Lines List<@Valid @NotNull LineUnits> lines,
            @NotNull Instant shippedAt)
            implements WarehouseFulfilmentEvent {
        @Override
        public Instant at() {
            return shippedAt;
        }
    }

    record Delivered(
            @NotNull UUID orderId,
            @ForeignId String shipmentId,
            @NotNull Instant deliveredAt) implements WarehouseFulfilmentEvent {
        @Override
        public Instant at() {
            return deliveredAt;
        }
    }

    record DeliveryFailed(
            @NotNull UUID orderId,
            @ForeignId String shipmentId,
            @OptionalText @Nullable String reason,
            @NotNull Instant failedAt)
            implements WarehouseFulfilmentEvent {
        @Override
        public Instant at() {
            return failedAt;
        }
    }

    /** Picked units went back to the shelf. */
    record Unpicked(
            @NotNull UUID orderId,
            @Lines List<@Valid @NotNull LineUnits> lines,
            @NotNull Instant unpickedAt) implements WarehouseFulfilmentEvent {
        @Override
        public Instant at() {
            return unpickedAt;
        }
    }

    /** The customer sent units back; stock rises only by a stock event with reason RETURNED. */
    record Returned(
            @NotNull UUID orderId,
            @Lines List<@Valid @NotNull LineUnits> lines,
            @NotNull Instant returnedAt) implements WarehouseFulfilmentEvent {
        @Override
        public Instant at() {
            return returnedAt;
        }
    }

    /** A type that a newer warehouse may know. */
    record Unknown(String type) implements WarehouseFulfilmentEvent {
        @Override
        public UUID orderId() {
            throw new IllegalStateException("an unknown event names no order: " + type);
        }

        @Override
        public Instant at() {
            throw new IllegalStateException("an unknown event has no time: " + type);
        }
    }
}
