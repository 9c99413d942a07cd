package io.backline.demo.door;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;

/** What inventory-service shows of stock. */
public final class StockRoom {
    private final Door inventory;

    public StockRoom(URI url, Duration patience) {
        this.inventory = new Door("inventory-service", url, patience);
    }

    public String readiness() {
        return inventory.readiness();
    }

    public JsonNode stock(String sku) {
        return inventory.get("/api/v1/stock/" + Door.encoded(sku));
    }

    /** Whether the ledger of this SKU holds the event, that is, whether it has acted. */
    public boolean hasSeen(String sku, String eventId) {
        var reply = inventory.tryGet("/api/v1/stock/" + Door.encoded(sku) + "/ledger?limit=500");
        return reply.isSuccess() && reply.text().contains(eventId);
    }

    /** The waiting lines of a SKU in release order. */
    public JsonNode queue(String sku) {
        return inventory.get("/api/v1/stock/" + Door.encoded(sku) + "/queue");
    }

    /** Hands CloudEvents over to the HTTP bridge; answers the status. */
    public int bridge(String contentType, byte[] events) {
        return inventory
                .post("/api/v1/warehouse-events", contentType, "", events)
                .status();
    }
}
