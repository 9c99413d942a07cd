package io.backline.order.order;

import org.jspecify.annotations.Nullable;

/** An order as a shop posted it, and the Idempotency-Key it was posted under. */
record Posting(NewOrder order, @Nullable String key) {}
