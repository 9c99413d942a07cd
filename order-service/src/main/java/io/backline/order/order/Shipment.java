package io.backline.order.order;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What went to the carrier together: units by line, as far as they count. The delivery may be told before the shipment. */
record Shipment(
        String shipmentId,
        Map<Integer, Integer> units,
        @Nullable Instant deliveredAt) {

    static Shipment announced(String shipmentId) {
        return new Shipment(shipmentId, Map.of(), null);
    }

    boolean isDelivered() {
        return deliveredAt != null;
    }

    Shipment with(Map<Integer, Integer> more) {
        var all = new TreeMap<>(units);
        more.forEach((line, quantity) -> all.merge(line, quantity, Integer::sum));
        return new Shipment(shipmentId, all, deliveredAt);
    }

    Shipment delivered(Instant at) {
        return new Shipment(shipmentId, units, at);
    }
}
