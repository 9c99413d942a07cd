package io.backline.order.order;

import io.backline.events.HoldKind;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A reason not to proceed, as long as it is active: until it is lifted, or its date has come. */
public record Hold(
        UUID holdId,
        HoldKind kind,
        String reason,
        Instant since,
        @Nullable String by,
        @Nullable Instant until) {

    boolean isOver(Instant now) {
        return until != null && !until.isAfter(now);
    }
}
