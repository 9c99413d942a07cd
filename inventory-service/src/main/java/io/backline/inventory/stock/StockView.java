package io.backline.inventory.stock;

import io.backline.inventory.inbound.InboundView;
import java.util.List;

/** What there is of a SKU, and who waits for it. */
record StockView(
        String sku,
        long onHand,
        long allocated,
        long available,
        long backordered,
        List<AtLocation> locations,
        List<InboundView> inbound,
        String policy) {

    /** {@code picked} units are in totes: they are on hand and allocated. */
    record AtLocation(String location, long onHand, long picked, long allocated, long available) {}

    /** A SKU in a list. */
    record Summary(String sku, long onHand, long allocated, long available, long backordered) {}

    static StockView of(
            String sku, long backordered, List<AtLocation> locations, List<InboundView> inbound, String policy) {
        return new StockView(
                sku,
                locations.stream().mapToLong(AtLocation::onHand).sum(),
                locations.stream().mapToLong(AtLocation::allocated).sum(),
                locations.stream().mapToLong(AtLocation::available).sum(),
                backordered,
                locations,
                inbound,
                policy);
    }
}
