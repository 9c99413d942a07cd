package io.backline.messaging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of Kafka, byte for byte, so that it can be sent once more exactly as it came. The topic is the contract's, without a prefix. */
public record RawMessage(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        List<RawHeader> headers,
        byte @Nullable [] value) {

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }

    public record RawHeader(String name, byte @Nullable [] value) {}
}
