package io.backline.order.order;

import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Received;
import io.backline.localstack.testing.Topics;
import java.time.Instant;
import java.util.List;

/** Inventory and warehouses, as they speak on the topics. */
public class Partners {
    private static final Topics TOPICS = Topics.ofThisRun();

    public static Topics topics() {
        return TOPICS;
    }

    /** Inventory's answer: of {@code requested} units, {@code allocated} at MAIN. */
    public static CloudEvent answers(String orderId, int line, int requested, int allocated) {
        var type = allocated == requested ? "StockAllocated" : "LineBackordered";
        return answer(type, orderId, line, requested, allocated);
    }

    public static CloudEvent answer(String type, String orderId, int line, int requested, int allocated) {
        var locations = allocated == 0 ? "" : "{\"location\": \"MAIN\", \"quantity\": %d}".formatted(allocated);
        return CloudEvent.of(
                        "io.backline." + type, orderId, """
                        {"orderId": "%s", "lineNumber": %d, "sku": "any", "requested": %d, "allocated": %d, "locations": [%s]}
                        """.formatted(orderId, line, requested, allocated, locations))
                .with("source", "/inventory-service")
                .with("time", Instant.now().toString());
    }

    public static void inventory(CloudEvent event) {
        TOPICS.send("allocations", event);
    }

    public static CloudEvent picked(String orderId, int quantity) {
        return fact(
                "PickStarted", orderId, "\"lines\": %s, \"pickedAt\": \"%s\"".formatted(line(quantity), Instant.now()));
    }

    public static CloudEvent packed(String orderId, String packageId, int quantity) {
        return fact(
                "Packed",
                orderId,
                "\"packageId\": \"%s\", \"lines\": %s, \"packedAt\": \"%s\""
                        .formatted(packageId, line(quantity), Instant.now()));
    }

    public static CloudEvent shipped(String orderId, String shipmentId, int quantity) {
        return fact(
                "Shipped",
                orderId,
                "\"shipmentId\": \"%s\", \"lines\": %s, \"shippedAt\": \"%s\""
                        .formatted(shipmentId, line(quantity), Instant.now()));
    }

    public static CloudEvent delivered(String orderId, String shipmentId) {
        return fact(
                "Delivered",
                orderId,
                "\"shipmentId\": \"%s\", \"deliveredAt\": \"%s\"".formatted(shipmentId, Instant.now()));
    }

    public static CloudEvent fact(String type, String orderId, String fields) {
        return CloudEvent.of(
                "io.backline.warehouse." + type, orderId, "{\"orderId\": \"%s\", %s}".formatted(orderId, fields));
    }

    private static String line(int quantity) {
        return "[{\"lineNumber\": 1, \"quantity\": %d}]".formatted(quantity);
    }

    public static void warehouse(CloudEvent event) {
        TOPICS.send("warehouse-fulfilment", event);
    }

    /** What order-service told of an order, in order. */
    public static List<Received> told(String orderId, String type, int count) {
        return TOPICS.await(
                "orders", count, event -> orderId.equals(event.key()) && ("io.backline." + type).equals(event.type()));
    }
}
