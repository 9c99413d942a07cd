package io.backline.inventory;

import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Topics;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Speaks as order-service does: what orders ask for. */
public final class Shop {
    private final Topics topics;

    public Shop(Topics topics) {
        this.topics = topics;
    }

    /** A line of an order to be placed. */
    public record Wanted(String sku, int quantity, boolean refuses) {}

    public static Wanted line(String sku, int quantity) {
        return new Wanted(sku, quantity, false);
    }

    public UUID order(Wanted... lines) {
        return order("NORMAL", Instant.now(), lines);
    }

    public UUID order(String priority, Instant placedAt, Wanted... lines) {
        var order = UUID.randomUUID();
        topics.send("orders", placed(order, priority, placedAt, lines));
        return order;
    }

    public static CloudEvent placed(UUID order, String priority, Instant placedAt, Wanted... lines) {
        var numbered = IntStream.range(0, lines.length)
                .mapToObj(index -> """
                        {"lineNumber": %d, "sku": "%s", "quantity": %d, "unitPrice": 24.90, "backorder": "%s"}""".formatted(
                                index + 1,
                                lines[index].sku(),
                                lines[index].quantity(),
                                lines[index].refuses() ? "REFUSE" : "ACCEPT"))
                .collect(Collectors.joining(","));
        return event("OrderPlaced", order, placedAt, """
                {"orderId": "%s", "channel": "web", "externalId": "%s", "customerId": "ada", "priority": "%s", "shipping": "PARTIAL",
                 "placedAt": "%s", "currency": "EUR", "shipTo": {"country": "DE"}, "lines": [%s]}
                """.formatted(order, order, priority, placedAt, numbered));
    }

    public void cancel(UUID order, int lineNumber, int quantity) {
        topics.send("orders", cancelled(order, lineNumber, quantity));
    }

    public static CloudEvent cancelled(UUID order, int lineNumber, int quantity) {
        return event("LinesCancelled", order, Instant.now(), """
                {"orderId": "%s", "reason": "changed my mind", "lines": [{"lineNumber": %d, "quantity": %d}]}
                """.formatted(order, lineNumber, quantity));
    }

    public void prioritise(UUID order, String priority) {
        topics.send("orders", event("OrderChanged", order, Instant.now(), """
                {"orderId": "%s", "priority": "%s", "shipping": "PARTIAL"}
                """.formatted(order, priority)));
    }

    public void hold(UUID order) {
        topics.send("orders", event("OrderHeld", order, Instant.now(), """
                {"orderId": "%s", "holdId": "%s", "kind": "PAYMENT", "reason": "not paid"}
                """.formatted(order, UUID.randomUUID())));
    }

    private static CloudEvent event(String type, UUID order, Instant at, String data) {
        return CloudEvent.of("io.backline." + type, order.toString(), data)
                .with("source", "/order-service")
                .with("time", at.toString());
    }
}
