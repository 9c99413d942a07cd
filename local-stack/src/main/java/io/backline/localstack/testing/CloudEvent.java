package io.backline.localstack.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** An event as a partner writes it, not by our classes. */
public record CloudEvent(String key, String data, Map<String, String> attributes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** With a new id and the source "test-warehouse". */
    public static CloudEvent of(String type, String key, String data) {
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("specversion", "1.0");
        attributes.put("id", UUID.randomUUID().toString());
        attributes.put("source", "test-warehouse");
        attributes.put("type", type);
        return new CloudEvent(key, data, attributes);
    }

    public String id() {
        return attributes.getOrDefault("id", "");
    }

    public String type() {
        return attributes.getOrDefault("type", "");
    }

    public CloudEvent withId(String id) {
        return with("id", id);
    }

    public CloudEvent with(String attribute, String value) {
        var changed = new LinkedHashMap<>(attributes);
        changed.put(attribute, value);
        return new CloudEvent(key, data, changed);
    }

    public CloudEvent without(String attribute) {
        var changed = new LinkedHashMap<>(attributes);
        changed.remove(attribute);
        return new CloudEvent(key, data, changed);
    }

    /** What binary mode puts into the headers. */
    public Map<String, String> binaryHeaders() {
        var headers = new LinkedHashMap<String, String>();
        attributes.forEach((attribute, value) -> headers.put("ce_" + attribute, value));
        headers.put("content-type", "application/json");
        return headers;
    }

    byte[] structured() {
        try {
            var event = JSON.createObjectNode();
            attributes.forEach(event::put);
            event.put("datacontenttype", "application/json");
            event.set("data", JSON.readTree(data));
            return JSON.writeValueAsString(event).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + data, e);
        }
    }
}
