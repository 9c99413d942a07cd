package io.backline.messaging;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event that came, with what is known of its coming. {@code time} is its {@code ce_time}, else when Kafka took it; {@code sequence} counts the events of
 * its source, if the source counts.
 */
public record Message<E>(
        E event,
        String source,
        String id,
        Instant time,
        @Nullable Long sequence,
        RawMessage raw) {}
