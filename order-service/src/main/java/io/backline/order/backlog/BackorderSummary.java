package io.backline.order.backlog;

import java.time.Instant;

/** All that waits for one SKU. */
public record BackorderSummary(String sku, long orders, long lines, long backordered, Instant oldestSince) {}
