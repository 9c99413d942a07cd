package io.backline.order.order;

import io.backline.events.HoldKind;
import java.time.Instant;
import java.util.UUID;

/** A reason not to proceed, as long as it is active. */
record Hold(UUID holdId, HoldKind kind, String reason, Instant since) {}
