package io.backline.demo.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.demo.door.Shop;
import io.backline.demo.replay.Happening.Line;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Orders by the shop's own number. The last 100,000 are kept, older ones are looked up through the door. */
final class KnownOrders {
    private static final int KEPT = 100_000;

    private final Shop shop;
    private final String channel;
    private final Map<String, KnownOrder> orders = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, KnownOrder> eldest) {
            return size() > KEPT;
        }
    };

    KnownOrders(Shop shop, String channel) {
        this.shop = shop;
        this.channel = channel;
    }

    void add(Happening.OrderPlaced placed, UUID orderId) {
        orders.put(placed.externalId(), new KnownOrder(orderId, placed.externalId(), placed.lines()));
    }

    Optional<KnownOrder> find(String externalId) {
        var kept = orders.get(externalId);
        if (kept != null) {
            return Optional.of(kept);
        }
        var found = shop.find(channel, externalId).map(order -> read(externalId, order));
        found.ifPresent(order -> orders.put(externalId, order));
        return found;
    }

    private static KnownOrder read(String externalId, JsonNode order) {
        var lines = StreamSupport.stream(order.path("lines").spliterator(), false)
                .map(line -> new Line(
                        line.path("lineNumber").asInt(),
                        line.path("sku").asText(),
                        line.path("ordered").asInt()))
                .toList();
        return new KnownOrder(UUID.fromString(order.path("orderId").asText()), externalId, lines);
    }
}
