package io.backline.order.order;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What went to the carrier together: units by line, as far as they count. How its delivery went may be told before the shipment. */
public record Shipment(
        String shipmentId,
        Map<Integer, Integer> units,
        @Nullable Instant deliveredAt,
        @Nullable Instant failedAt) {

    public enum State {
        IN_TRANSIT,
        DELIVERY_FAILED,
        DELIVERED
    }

    static Shipment announced(String shipmentId) {
        return new Shipment(shipmentId, Map.of(), null, null);
    }

    State state() {
        if (isDelivered()) {
            return State.DELIVERED;
        }
        return failedAt == null ? State.IN_TRANSIT : State.DELIVERY_FAILED;
    }

    boolean isDelivered() {
        return deliveredAt != null;
    }

    Shipment with(Map<Integer, Integer> more) {
        var all = new TreeMap<>(units);
        more.forEach((line, quantity) -> all.merge(line, quantity, Integer::sum));
        return new Shipment(shipmentId, all, deliveredAt, failedAt);
    }

    Shipment delivered(Instant at) {
        return new Shipment(shipmentId, units, at, failedAt);
    }

    Shipment failed(Instant at) {
        return failedAt != null && failedAt.isAfter(at) ? this : new Shipment(shipmentId, units, deliveredAt, at);
    }
}
