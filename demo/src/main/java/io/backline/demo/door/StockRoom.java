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
