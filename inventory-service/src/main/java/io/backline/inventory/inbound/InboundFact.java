package io.backline.inventory.inbound;

import io.backline.events.WarehouseStockEvent.InboundCancelled;
import io.backline.events.WarehouseStockEvent.InboundRescheduled;
import io.backline.events.WarehouseStockEvent.InboundScheduled;
import io.backline.messaging.Message;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One telling about an inbound shipment. They have no event time: the later telling holds. */
public record InboundFact(
        String sku,
        String inboundId,
        Kind kind,
        @Nullable String supplierId,
        @Nullable String location,
        @Nullable Integer quantity,
        @Nullable Instant expectedAt,
        String source,
        String eventId,
        Instant toldAt) {

    enum Kind {
        SCHEDULED,
        RESCHEDULED,
        CANCELLED
    }

    public static InboundFact of(InboundScheduled scheduled, Message<?> message) {
        return new InboundFact(
                scheduled.sku(),
                scheduled.inboundId(),
                Kind.SCHEDULED,
                scheduled.supplierId(),
                scheduled.location(),
                scheduled.quantity(),
                scheduled.expectedAt(),
                message.source(),
                message.id(),
                message.time());
    }

    public static InboundFact of(InboundRescheduled rescheduled, Message<?> message) {
        return new InboundFact(
                rescheduled.sku(),
                rescheduled.inboundId(),
                Kind.RESCHEDULED,
                null,
                null,
                null,
                rescheduled.expectedAt(),
                message.source(),
                message.id(),
                message.time());
    }

    public static InboundFact of(InboundCancelled cancelled, Message<?> message) {
        return new InboundFact(
                cancelled.sku(),
                cancelled.inboundId(),
                Kind.CANCELLED,
                null,
                null,
                null,
                null,
                message.source(),
                message.id(),
                message.time());
    }
}
