package io.backline.localstack.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One record as it lies on the topic. */
public record Received(
        String topic,
        int partition,
        long offset,
        @Nullable String key,
        byte @Nullable [] value,
        Map<String, String> headers) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Received of(ConsumerRecord<String, byte[]> message) {
        var headers = new LinkedHashMap<String, String>();
        for (Header header : message.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return new Received(
                message.topic(), message.partition(), message.offset(), message.key(), message.value(), headers);
    }

    public @Nullable String id() {
        return headers.get("ce_id");
    }

    public @Nullable String type() {
        return headers.get("ce_type");
    }

    public String text() {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
        try {
            return JSON.readTree(text());
        } catch (IOException e) {
            throw new AssertionError("not JSON: " + this, e);
        }
    }

    @Override
    public String toString() {
        return "%s-%d@%d %s %s %s".formatted(topic, partition, offset, key, headers, text());
    }
}
