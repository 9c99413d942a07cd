package io.backline.notification;

import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Topics;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Says on the topics what order-service says, as JSON of the contract. */
public final class OrderService {
    public static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

    private final Topics topics = Topics.ofThisRun();

    /** An order of a customer of its own, with an address of its own. */
    public record TestOrder(UUID orderId, String externalId, String customerId, String email) {
        public static TestOrder anOrder() {
            var id = UUID.randomUUID();
            var mark = id.toString().substring(0, 8);
            return new TestOrder(id, "A-" + mark, "customer-" + mark, mark + "@example.org");
        }

        public TestOrder named(String externalId) {
            return new TestOrder(orderId, externalId, customerId, email);
        }

        public TestOrder of(TestOrder other) {
            return new TestOrder(orderId, externalId, other.customerId, other.email);
        }

        public TestOrder reachedAt(String email) {
            return new TestOrder(orderId, externalId, customerId, email);
        }
    }

    /** A line with units that wait. */
    public record Waiting(int lineNumber, String sku, int backordered) {
        public static Waiting line(int lineNumber, String sku, int backordered) {
            return new Waiting(lineNumber, sku, backordered);
        }
    }

    public void knows(TestOrder order) {
        knows(order, "Ada Lovelace");
    }

    public void knows(TestOrder order, String name) {
        topics.send("customer-contacts", contact(order, name));
    }

    public CloudEvent contact(TestOrder order, String name) {
        return CloudEvent.of("io.backline.ContactChanged", order.customerId(), """
                        {"customerId": %s, "email": %s, "name": %s, "locale": "en-GB", "timeZone": "Europe/London"}""".formatted(
                                quoted(order.customerId()), quoted(order.email()), quoted(name)))
                .with("source", "/order-service");
    }

    public void forgets(TestOrder order) {
        topics.send("customer-contacts", order.customerId(), null, java.util.Map.of());
    }

    public void backorders(TestOrder order, Waiting... lines) {
        topics.send("orders", backordered(order, lines));
    }

    public CloudEvent backordered(TestOrder order, Waiting... lines) {
        var waiting = Arrays.stream(lines)
                .map(line -> "{\"lineNumber\": %d, \"sku\": %s, \"backordered\": %d}"
                        .formatted(line.lineNumber(), quoted(line.sku()), line.backordered()))
                .collect(Collectors.joining(", ", "[", "]"));
        return event("OrderBackordered", order, """
                {"orderId": "%s", "channel": "web-shop", "externalId": %s, "customerId": %s, "lines": %s}""".formatted(
                        order.orderId(), quoted(order.externalId()), quoted(order.customerId()), waiting));
    }

    public void cancels(TestOrder order, int lineNumber, int quantity) {
        topics.send("orders", event("LinesCancelled", order, """
                {"orderId": "%s", "reason": "CUSTOMER", "lines": [{"lineNumber": %d, "quantity": %d}]}""".formatted(order.orderId(), lineNumber, quantity)));
    }

    public CloudEvent event(String name, TestOrder order, String data) {
        return CloudEvent.of("io.backline." + name, order.orderId().toString(), data)
                .with("source", "/order-service")
                .with("time", MONDAY.toString());
    }

    public Topics topics() {
        return topics;
    }

    private static String quoted(String text) {
        return io.vertx.core.json.Json.encode(text);
    }
}
