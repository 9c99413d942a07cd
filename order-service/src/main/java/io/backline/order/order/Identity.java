package io.backline.order.order;

import io.backline.events.OrderEvent.ShipTo;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is said once, when the order is placed, and never changes. */
record Identity(
        UUID orderId,
        String channel,
        String externalId,
        String customerId,
        Instant placedAt,
        String currency,
        ShipTo shipTo,
        @Nullable Instant essentialBy,
        @Nullable RuleSet ruleSet,
        @Nullable Instant shipBy) {}
