package io.backline.demo.replay;

import io.backline.events.WarehouseStockEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that happened, as a file tells it. At the same moment stock comes before orders, and orders before what the warehouse did with them. */
sealed interface Happening {
    Instant at();

    /** An order as the shop posts it; {@code lines} are numbered from 1. */
    record OrderPlaced(Instant at, String externalId, List<Line> lines, byte[] json) implements Happening {
        Set<String> skus() {
            return lines.stream().map(Line::sku).collect(java.util.stream.Collectors.toUnmodifiableSet());
        }
    }

    record Line(int number, String sku, int quantity) {}

    record StockChanged(Instant at, String id, WarehouseStockEvent event) implements Happening {
        /** {@code told} is all that is told: who plays it twice tells nothing new, and the same record twice is the same event. */
        static StockChanged of(Instant at, String told, WarehouseStockEvent event) {
            var id = UUID.nameUUIDFromBytes(told.getBytes(StandardCharsets.UTF_8));
            return new StockChanged(at, id.toString(), event);
        }

        String sku() {
            return event.sku();
        }
    }

    /** An order, or one item of it, reached a stage, or was missed where it should have been picked. */
    record StageReached(
            Instant at,
            String externalId,
            Stage stage,
            @Nullable Item item) implements Happening {}

    /** One unit of an order: which line it belongs to is found by its SKU. */
    record Item(String id, @Nullable String sku) {}

    /** In the order in which units pass them, but for the two that tell what went wrong. */
    enum Stage {
        PICKING,
        PACKED,
        SHIPPED,
        DELIVERED,
        DELIVERY_FAILED,
        MISSED
    }
}
