package io.backline.order.order;

import io.backline.events.Priority;
import io.backline.events.Shipping;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the shop may change after placing. */
record Terms(Priority priority, @Nullable Instant needBy, Shipping shipping) {}
