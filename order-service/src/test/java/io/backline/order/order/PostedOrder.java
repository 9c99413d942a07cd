package io.backline.order.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An ordinary order as a shop writes it, of which a test says what is special. */
public class PostedOrder {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Object> body = new LinkedHashMap<>();
    private final List<Map<String, Object>> lines = new ArrayList<>();

    private PostedOrder() {
        body.put("channel", "web");
        body.put("externalId", UUID.randomUUID().toString());
        body.put(
                "customer",
                new LinkedHashMap<>(Map.of("id", "ada", "email", "ada@example.org", "name", "Ada Lovelace")));
        body.put("shipTo", new LinkedHashMap<>(Map.of("country", "DE")));
        body.put("currency", "EUR");
        body.put("lines", lines);
    }

    public static PostedOrder of(String sku, int quantity) {
        return new PostedOrder().line(sku, quantity);
    }

    /** A SKU that no other test knows. */
    public static String newSku() {
        return "SKU-" + UUID.randomUUID();
    }

    public PostedOrder line(String sku, int quantity) {
        lines.add(new LinkedHashMap<>(Map.of("sku", sku, "quantity", quantity, "unitPrice", "10.00")));
        return this;
    }

    /** Sets a field by its path: {@code customer.email}, {@code lines[0].quantity}. */
    public PostedOrder with(String path, Object value) {
        var parent = parentOf(path);
        parent.put(path.substring(path.lastIndexOf('.') + 1), value);
        return this;
    }

    public PostedOrder without(String path) {
        parentOf(path).remove(path.substring(path.lastIndexOf('.') + 1));
        return this;
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> parentOf(String path) {
        if (!path.contains(".")) {
            return body;
        }
        var parent = path.substring(0, path.lastIndexOf('.'));
        return parent.startsWith("lines[")
                ? lines.get(Integer.parseInt(parent.substring(6, parent.length() - 1)))
                : (Map<String, Object>) body.get(parent);
    }

    public String externalId() {
        return (String) body.get("externalId");
    }

    public String json() {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
