package io.backline.system.nemesis;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.events.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Place orders, and cancel some of them a moment later. Each remembers what it was told: the judge compares. */
final class Customers {
    static final String CHANNEL = "nemesis";

    private static final int LINES_OF_A_LARGE_ORDER = 50;

    private final Doors orders;
    private final Catalogue catalogue;
    private final AtomicLong placed = new AtomicLong();
    private final Map<String, UUID> acknowledged = new ConcurrentHashMap<>();
    private final Map<UUID, Boolean> cancelled = new ConcurrentHashMap<>();
    private final List<String> surprises;

    Customers(Doors orders, Catalogue catalogue, List<String> surprises) {
        this.orders = orders;
        this.catalogue = catalogue;
        this.surprises = surprises;
    }

    /** External id to order id, of all that were told that their order is placed. */
    Map<String, UUID> acknowledged() {
        return acknowledged;
    }

    /** Orders whose customers were told that the whole of it is cancelled. */
    Map<UUID, Boolean> cancelled() {
        return cancelled;
    }

    /** Lasts until order-service has answered. */
    void order() throws InterruptedException {
        var chance = ThreadLocalRandom.current();
        var externalId = String.valueOf(placed.incrementAndGet());
        var orderId = place(externalId, order(externalId, chance));
        if (orderId != null && chance.nextInt(8) == 0) {
            Thread.sleep(chance.nextInt(2_000));
            cancel(orderId);
        }
    }

    /** Orders so many lines of one unit each. */
    void orderMuchOf(String sku, int lines) throws InterruptedException {
        for (var ordered = 0; ordered < lines; ordered += LINES_OF_A_LARGE_ORDER) {
            var externalId = String.valueOf(placed.incrementAndGet());
            var line = "{\"sku\":\"%s\",\"quantity\":1,\"unitPrice\":\"4.50\"}".formatted(sku);
            place(
                    externalId,
                    order(externalId, "NORMAL", "PARTIAL", Collections.nCopies(LINES_OF_A_LARGE_ORDER, line)));
        }
    }

    private String order(String number, RandomGenerator chance) {
        var lines = IntStream.range(0, 1 + chance.nextInt(3))
                .mapToObj(line -> "{\"sku\":\"%s\",\"quantity\":%d,\"unitPrice\":\"4.50\"%s}"
                        .formatted(
                                catalogue.anySku(chance),
                                1 + chance.nextInt(4),
                                chance.nextInt(10) == 0 ? ",\"backorder\":\"REFUSE\"" : ""))
                .toList();
        return order(
                number,
                chance.nextInt(10) == 0 ? "CRITICAL" : "NORMAL",
                chance.nextInt(5) == 0 ? "COMPLETE" : "PARTIAL",
                lines);
    }

    private static String order(String number, String priority, String shipping, List<String> lines) {
        return """
                {"channel":"%s","externalId":"%s","currency":"EUR","shipTo":{"country":"DE"},"priority":"%s","shipping":"%s",
                "customer":{"id":"n%s","email":"n%s@example.org"},"lines":[%s]}
                """.formatted(CHANNEL, number, priority, shipping, number, number, String.join(",", lines));
    }

    private @Nullable UUID place(String externalId, String order) throws InterruptedException {
        var answer = orders.post("/api/v1/orders", "application/json", externalId, bytes(order));
        if (answer.statusCode() != 201 && answer.statusCode() != 200) {
            surprises.add("order " + externalId + " was answered " + answer.statusCode() + " " + text(answer.body()));
            return null;
        }
        var orderId = UUID.fromString(json(answer.body()).path("orderId").asText());
        acknowledged.put(externalId, orderId);
        return orderId;
    }

    private void cancel(UUID orderId) throws InterruptedException {
        var answer = orders.post(
                "/api/v1/orders/" + orderId + "/cancellations",
                "application/json",
                "cancel-" + orderId,
                bytes("{\"reason\":\"changed my mind\"}"));
        switch (answer.statusCode()) {
            case 200 -> cancelled.put(orderId, true);
            case 409 -> {} // it is being picked
            default -> surprises.add("a cancellation was answered " + answer.statusCode() + " " + text(answer.body()));
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return Json.read(body, JsonNode.class);
        } catch (IOException notJson) {
            throw new IllegalStateException(notJson);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
