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
        return answer(type, orderId, line, requested, allocated, atMain(allocated), "");
    }

    /** The same number of units of line 1, but at EAST. */
    public static CloudEvent answerElsewhere(String orderId, int requested, int allocated) {
        return answer(
                "LineBackordered",
                orderId,
                1,
                requested,
                allocated,
                "{\"location\": \"EAST\", \"quantity\": %d}".formatted(allocated),
                "");
    }

    /** What inventory says to a short pick of line 1: of the units missing, so many had been picked; so many of 5 are allocated now. */
    public static CloudEvent answerToShortPick(String orderId, int missing, int allocated, int picked) {
        var said = ", \"missing\": {\"units\": %d, \"picked\": [%s]}".formatted(missing, atMain(picked));
        return answer("AllocationRevoked", orderId, 1, 5, allocated, atMain(allocated), said);
    }

    private static CloudEvent answer(
            String type, String orderId, int line, int requested, int allocated, String locations, String missing) {
        return CloudEvent.of("io.backline." + type, orderId, """
                        {"orderId": "%s", "lineNumber": %d, "sku": "any", "requested": %d, "allocated": %d, "locations": [%s]%s}
                        """.formatted(
                                orderId, line, requested, allocated, locations, missing))
                .with("source", "/inventory-service")
                .with("time", Instant.now().toString());
    }

    private static String atMain(int units) {
        return units == 0 ? "" : "{\"location\": \"MAIN\", \"quantity\": %d}".formatted(units);
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

    public static CloudEvent unpicked(String orderId, int quantity) {
        return fact(
                "Unpicked", orderId, "\"lines\": %s, \"unpickedAt\": \"%s\"".formatted(line(quantity), Instant.now()));
    }

    public static CloudEvent shortPicked(String orderId, int missing) {
        return fact(
                "ShortPicked",
                orderId,
                "\"lineNumber\": 1, \"missing\": %d, \"observedAt\": \"%s\"".formatted(missing, Instant.now()));
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
