package io.backline.order.order;

import io.backline.events.BackorderArrangement;
import io.backline.events.OrderEvent.ShipTo;
import io.backline.events.Priority;
import io.backline.events.Shipping;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** An ordinary order, of which a test says what is special. */
class AnOrder {
    static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

    private final List<Line> lines = new ArrayList<>();
    private Shipping shipping = Shipping.PARTIAL;

    static AnOrder of(int quantity) {
        return new AnOrder().with("TEAPOT", quantity);
    }

    AnOrder with(String sku, int quantity) {
        return with(sku, quantity, BackorderArrangement.ACCEPT);
    }

    AnOrder with(String sku, int quantity, BackorderArrangement backorder) {
        lines.add(new Line(lines.size() + 1, sku, quantity, new BigDecimal("24.90"), backorder, List.of()));
        return this;
    }

    AnOrder shippedComplete() {
        shipping = Shipping.COMPLETE;
        return this;
    }

    /** The order as it stands right after it was placed. */
    Order placed() {
        var order = new Order(
                new Identity(
                        UUID.randomUUID(),
                        "web",
                        "A-1",
                        "ada",
                        MONDAY,
                        "EUR",
                        new ShipTo("DE", null, null),
                        null,
                        null,
                        null),
                new Terms(Priority.NORMAL, null, shipping),
                lines);
        order.moveOn(MONDAY);
        return order;
    }
}
