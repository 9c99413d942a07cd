package io.backline.inventory.inbound;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A shipment as shown: {@code quantity} was announced, 0 if it was cancelled; {@code received} has arrived of it and is stock by now. */
public record InboundView(
        String inboundId,
        String sku,
        @Nullable String supplierId,
        String location,
        int quantity,
        long received,
        Instant expectedAt) {}
