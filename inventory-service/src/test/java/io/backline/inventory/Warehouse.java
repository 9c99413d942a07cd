package io.backline.inventory;

import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Topics;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Speaks as a warehouse does, by Kafka. */
public final class Warehouse {
    private final Topics topics;

    public Warehouse(Topics topics) {
        this.topics = topics;
    }

    public CloudEvent receives(String sku, int quantity) {
        return receives(sku, "MAIN", quantity);
    }

    public CloudEvent receives(String sku, String location, int quantity) {
        return stock(received(sku, location, quantity, Instant.now()));
    }

    public static CloudEvent received(String sku, String location, int quantity, Instant at) {
        return stockEvent("StockReceived", sku, """
                {"sku": "%s", "location": "%s", "quantity": %d, "receivedAt": "%s"}""".formatted(sku, location, quantity, at));
    }

    public CloudEvent counts(String sku, String location, int quantity) {
        return counts(sku, location, quantity, Instant.now());
    }

    public CloudEvent counts(String sku, String location, int quantity, Instant at) {
        return stock(counted(sku, location, quantity, at));
    }

    public static CloudEvent counted(String sku, String location, int quantity, Instant at) {
        return stockEvent("StockCounted", sku, """
                {"sku": "%s", "location": "%s", "quantity": %d, "countedAt": "%s"}""".formatted(sku, location, quantity, at));
    }

    public CloudEvent adjusts(String sku, int change, String reason) {
        return stock(stockEvent("StockAdjusted", sku, """
                {"sku": "%s", "change": %d, "reason": "%s", "adjustedAt": "%s"}""".formatted(sku, change, reason, Instant.now())));
    }

    public CloudEvent findsNothingOf(String sku) {
        return stock(stockEvent("StockOut", sku, """
                {"sku": "%s", "observedAt": "%s"}""".formatted(sku, Instant.now())));
    }

    public CloudEvent retracts(CloudEvent wrong, String sku) {
        return stock(stockEvent("EventRetracted", sku, """
                {"sku": "%s", "eventId": "%s", "eventSource": "%s", "reason": "booked by mistake"}
                """.formatted(
                        sku, wrong.id(), wrong.attributes().get("source"))));
    }

    public CloudEvent stock(CloudEvent event) {
        topics.send("warehouse-stock", event);
        return event;
    }

    public static CloudEvent stockEvent(String type, String sku, String data) {
        return CloudEvent.of("io.backline.warehouse." + type, sku, data);
    }

    public CloudEvent picks(UUID order, int lineNumber, int quantity) {
        return moves("PickStarted", order, lineNumber, quantity, null, "pickedAt");
    }

    public CloudEvent packs(UUID order, int lineNumber, int quantity) {
        return moves("Packed", order, lineNumber, quantity, null, "packedAt");
    }

    public CloudEvent ships(UUID order, int lineNumber, int quantity) {
        return moves("Shipped", order, lineNumber, quantity, null, "shippedAt");
    }

    public CloudEvent unpicks(UUID order, int lineNumber, int quantity) {
        return moves("Unpicked", order, lineNumber, quantity, null, "unpickedAt");
    }

    public CloudEvent returns(UUID order, int lineNumber, int quantity) {
        return moves("Returned", order, lineNumber, quantity, null, "returnedAt");
    }

    public CloudEvent missesWhilePicking(UUID order, int lineNumber, int missing) {
        return fulfilment(event("ShortPicked", order, """
                {"orderId": "%s", "lineNumber": %d, "missing": %d, "observedAt": "%s"}
                """.formatted(order, lineNumber, missing, Instant.now())));
    }

    private CloudEvent moves(
            String type, UUID order, int lineNumber, int quantity, @Nullable String location, String timeField) {
        return fulfilment(moved(type, order, lineNumber, quantity, location, timeField, Instant.now()));
    }

    public static CloudEvent moved(
            String type,
            UUID order,
            int lineNumber,
            int quantity,
            @Nullable String location,
            String timeField,
            Instant at) {
        var place = location == null ? "" : ", \"location\": \"%s\"".formatted(location);
        return event(type, order, """
                {"orderId": "%s", "packageId": "p-1", "shipmentId": "s-1", "lines": [{"lineNumber": %d, "quantity": %d%s}], "%s": "%s"}
                """.formatted(order, lineNumber, quantity, place, timeField, at));
    }

    public CloudEvent fulfilment(CloudEvent event) {
        topics.send("warehouse-fulfilment", event);
        return event;
    }

    private static CloudEvent event(String type, UUID order, String data) {
        return CloudEvent.of("io.backline.warehouse." + type, order.toString(), data);
    }
}
