package io.backline.order.backlog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of the lines to work on, as they stood at {@code asOf}; the pages that follow are of the same moment. */
public record AgeingView(
        Instant asOf, List<AgedLine> items, @Nullable String next) {}
