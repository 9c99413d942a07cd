package io.backline.order.order;

import io.backline.events.OptionalForeignId;
import io.backline.events.Priority;
import io.backline.events.Shipping;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What a shop changes after placing; what is left out stays as it is. */
public record OrderChange(
        @Nullable Priority priority,
        @Nullable Instant needBy,
        @Nullable Shipping shipping,
        @OptionalForeignId @Nullable String by,
        @Nullable Instant at) {

    Terms applyTo(Terms terms) {
        return new Terms(
                priority == null ? terms.priority() : priority,
                needBy == null ? terms.needBy() : needBy.truncatedTo(ChronoUnit.MICROS),
                shipping == null ? terms.shipping() : shipping);
    }
}
