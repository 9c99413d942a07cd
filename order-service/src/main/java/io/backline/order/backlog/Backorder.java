package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.backline.events.Priority;
import java.time.Instant;
import java.util.UUID;

/** A line with units that wait for stock. */
public record Backorder(
        UUID orderId,
        int lineNumber,
        String sku,
        int backordered,
        Instant since,
        Priority priority,
        Instant placedAt,
        @JsonIgnore Instant releaseKey) {}
