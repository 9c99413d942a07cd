package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which part of the backlog is asked for, at which moment; what is null does not matter. Location {@code ""}: units that lie at none. */
public record Question(
        Instant asOf,
        @Nullable BacklogStage stage,
        @Nullable String channel,
        @Nullable Priority priority,
        @Nullable String location,
        @Nullable String sku,
        @Nullable String customerId) {

    static Question all(Instant asOf) {
        return new Question(asOf, null, null, null, null, null, null);
    }
}
