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

    /** Nothing, while nobody has mentioned the SKU. */
    public JsonNode stock(String sku) {
        return inventory.find("/api/v1/stock/" + Door.encoded(sku));
    }

    /** Whether the ledger of this SKU holds the event, that is, whether it has acted. */
    public boolean hasSeen(String sku, String eventId) {
        var ledger = "/api/v1/stock/" + Door.encoded(sku) + "/ledger?limit=500";
        for (var page = inventory.tryGet(ledger); page.isSuccess(); ) {
            if (page.text().contains(eventId)) {
                return true;
            }
            var next = page.json().path("next").asText();
            if (next.isEmpty()) {
                return false;
            }
            page = inventory.tryGet(ledger + "&cursor=" + Door.encoded(next));
        }
        return false;
    }

    /** The waiting lines of a SKU in release order. */
    public JsonNode queue(String sku) {
        return inventory.find("/api/v1/stock/" + Door.encoded(sku) + "/queue");
    }

    /** Hands CloudEvents over to the HTTP bridge; answers the status. */
    public int bridge(String contentType, byte[] events) {
        return inventory
                .post("/api/v1/warehouse-events", contentType, "", events)
                .status();
    }
}
