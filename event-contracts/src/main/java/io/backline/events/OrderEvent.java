package io.backline.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.OrderEvent.DelayOptionOffered;
import io.backline.events.OrderEvent.DelayOptionResolved;
import io.backline.events.OrderEvent.HoldReleased;
import io.backline.events.OrderEvent.LinesCancelled;
import io.backline.events.OrderEvent.OrderBackordered;
import io.backline.events.OrderEvent.OrderChanged;
import io.backline.events.OrderEvent.OrderClosed;
import io.backline.events.OrderEvent.OrderHeld;
import io.backline.events.OrderEvent.OrderPlaced;
import io.backline.events.OrderEvent.OrderReadyToPick;
import io.backline.events.OrderEvent.OrderStageChanged;
import io.backline.events.OrderEvent.PromiseMade;
import io.backline.events.OrderEvent.PromiseMoved;
import io.backline.events.OrderEvent.RefundDue;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What order-service decided about an order, keyed by order id. The time of each is its {@code ce_time}: the latest event time among its causes. */
@JsonSubTypes({
    @Type(name = "OrderPlaced", value = OrderPlaced.class),
    @Type(name = "OrderChanged", value = OrderChanged.class),
    @Type(name = "OrderHeld", value = OrderHeld.class),
    @Type(name = "HoldReleased", value = HoldReleased.class),
    @Type(name = "LinesCancelled", value = LinesCancelled.class),
    @Type(name = "OrderBackordered", value = OrderBackordered.class),
    @Type(name = "OrderReadyToPick", value = OrderReadyToPick.class),
    @Type(name = "OrderStageChanged", value = OrderStageChanged.class),
    @Type(name = "PromiseMade", value = PromiseMade.class),
    @Type(name = "PromiseMoved", value = PromiseMoved.class),
    @Type(name = "DelayOptionOffered", value = DelayOptionOffered.class),
    @Type(name = "DelayOptionResolved", value = DelayOptionResolved.class),
    @Type(name = "RefundDue", value = RefundDue.class),
    @Type(name = "OrderClosed", value = OrderClosed.class),
})
public sealed interface OrderEvent {
    UUID orderId();

    /** Country as ISO 3166 alpha-2. */
    record ShipTo(
            @NotNull String country,
            @Nullable String region,
            @Nullable String postalCode) {}

    record PlacedLine(
            @Min(1) int lineNumber,
            @Name String sku,
            @Quantity int quantity,
            @NotNull BigDecimal unitPrice,
            @NotNull BackorderArrangement backorder) {}

    record CancelledUnits(@Min(1) int lineNumber, @Min(1) int quantity) {}

    record WaitingUnits(
            @Min(1) int lineNumber,
            @NotNull String sku,
            @Min(1) int backordered) {}

    record PickableUnits(int lineNumber, String sku, String location, int quantity) {}

    /** An order was accepted. Prices are per unit in the currency's units; no personal data but the opaque customer id. */
    record OrderPlaced(
            @NotNull UUID orderId,
            @NotNull String channel,
            @NotNull String externalId,
            @NotNull String customerId,
            @NotNull Priority priority,
            @Nullable Instant needBy,
            @NotNull Shipping shipping,
            @NotNull Instant placedAt,
            @NotNull String currency,
            @Valid @NotNull ShipTo shipTo,
            @Lines List<@Valid @NotNull PlacedLine> lines)
            implements OrderEvent {}

    /** What the shop may change later; every field carries the value that holds now. */
    record OrderChanged(
            @NotNull UUID orderId,
            @NotNull Priority priority,
            @Nullable Instant needBy,
            @NotNull Shipping shipping) implements OrderEvent {}

    /** {@code by} names a person, a team or a system by an opaque id; {@code until} is when the hold ends by itself. */
    record OrderHeld(
            UUID orderId,
            UUID holdId,
            HoldKind kind,
            String reason,
            @Nullable String by,
            @Nullable Instant until) implements OrderEvent {}

    record HoldReleased(
            UUID orderId,
            UUID holdId,
            HoldKind kind,
            @Nullable String by,
            @Nullable String reason) implements OrderEvent {}

    /** Units that are no longer wanted, waiting units first. */
    record LinesCancelled(
            @NotNull UUID orderId,
            @NotNull String reason,
            @NotNull List<@Valid @NotNull CancelledUnits> lines) implements OrderEvent {}

    /** All that waits now, sent again on every change: no lines, nothing waits any more. */
    record OrderBackordered(
            @NotNull UUID orderId,
            @NotNull String channel,
            @NotNull String externalId,
            @NotNull String customerId,
            @NotNull List<@Valid @NotNull WaitingUnits> lines)
            implements OrderEvent {}

    /** All that is still to pick, sent again on every change: no lines means stop. The highest revision holds. */
    record OrderReadyToPick(UUID orderId, int revision, List<PickableUnits> lines) implements OrderEvent {}

    /** Units of a line that stand in one stage, and where they lie if they lie at a location. */
    record UnitsInStage(BacklogStage stage, @Nullable String location, int units) {}

    /** Where all units of a line stand since {@code movedAt}, when the last of them moved; first in, first out. */
    record LineStand(int lineNumber, Instant movedAt, List<UnitsInStage> stages) {}

    /**
     * Units of the order moved: its stage, which may be the same as before, and where all its units stand now; stages without units are left out. The lines
     * are those of which units moved, each as a whole, so that whoever reads these events alone can tell who stood where at any time. A version is told at
     * most once and never goes back; a writer before there were versions told 0 and no lines.
     */
    record OrderStageChanged(
            UUID orderId,
            @Nullable BacklogStage from,
            BacklogStage to,
            Map<BacklogStage, Long> units,
            int version,
            List<LineStand> lines)
            implements OrderEvent {
        public OrderStageChanged {
            lines = lines == null ? List.of() : lines;
        }
    }

    record PromiseMade(
            UUID orderId, int lineNumber, Instant promiseFrom, Instant promiseUntil, int version, String reason)
            implements OrderEvent {}

    record PromiseMoved(
            UUID orderId,
            int lineNumber,
            Instant promiseFrom,
            Instant promiseUntil,
            int version,
            String reason,
            @Nullable Instant toldFrom,
            @Nullable Instant toldUntil)
            implements OrderEvent {}

    record DelayOptionOffered(
            UUID orderId,
            UUID optionId,
            String ruleSet,
            @Nullable Instant revisedDate,
            @Nullable Instant answerBy) implements OrderEvent {}

    record DelayOptionResolved(UUID orderId, UUID optionId, String outcome) implements OrderEvent {}

    record RefundDue(UUID orderId, UUID refundId, BigDecimal amount, String currency, Instant sentBy)
            implements OrderEvent {}

    /** Every unit is shipped or cancelled. */
    record OrderClosed(UUID orderId, BacklogStage stage) implements OrderEvent {}

    /** A type that a newer writer may know. */
    record Unknown(String type) implements OrderEvent {
        @Override
        public UUID orderId() {
            throw new IllegalStateException("an unknown event has no key: " + type);
        }
    }
}
