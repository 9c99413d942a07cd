package io.backline.inventory.stock;

import io.backline.inventory.stock.Movement.Kind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the ledger: when it happened, which event told it and when that came. {@code retracted} rows count no more. */
record LedgerView(
        long position,
        Kind kind,
        String location,
        @Nullable Long counted,
        long shelfChange,
        long pickedChange,
        Instant at,
        String source,
        String eventId,
        Instant toldAt,
        @Nullable UUID orderId,
        @Nullable Integer lineNumber,
        @Nullable String remark,
        boolean retracted) {}
