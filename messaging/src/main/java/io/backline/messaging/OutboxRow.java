package io.backline.messaging;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One message to publish: an event of ours with its attributes, or a copy of what came with its own headers. */
record OutboxRow(
        String topic,
        byte @Nullable [] key,
        @Nullable UUID id,
        @Nullable String type,
        @Nullable Instant time,
        byte @Nullable [] headers,
        byte @Nullable [] data) {

    static OutboxRow copy(String topic, RawMessage raw) {
        return new OutboxRow(topic, raw.key(), null, null, null, Headers.write(raw.headers()), raw.value());
    }
}
