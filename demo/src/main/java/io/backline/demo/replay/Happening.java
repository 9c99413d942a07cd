package io.backline.demo.replay;

import io.backline.events.WarehouseStockEvent;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
        String sku() {
            return event.sku();
        }
    }

    /** An order, or one item of it, reached a stage. */
    record StageReached(
            Instant at,
            String externalId,
            Stage stage,
            @Nullable Item item) implements Happening {}

    /** One unit of an order: which line it belongs to is found by its SKU. */
    record Item(String id, @Nullable String sku) {}

    enum Stage {
        PICKING,
        PACKED,
        SHIPPED,
        DELIVERED,
        DELIVERY_FAILED
    }
}
