package io.backline.order.order;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The end of a hold: when, by whom and why. */
public record Lift(
        UUID holdId,
        Instant at,
        @Nullable String by,
        @Nullable String reason) {}
