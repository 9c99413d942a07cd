package io.backline.inventory.allocation;

import static io.backline.events.Streams.WAREHOUSE_STOCK;

import io.backline.inventory.feed.Feeds;
import io.backline.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what warehouses tell of stock. */
@ApplicationScoped
class WarehouseStockListener {
    private final Inbox inbox;
    private final SupplyDesk desk;
    private final Feeds feeds;

    WarehouseStockListener(Inbox inbox, SupplyDesk desk, Feeds feeds) {
        this.inbox = inbox;
        this.desk = desk;
        this.feeds = feeds;
    }

    @Incoming("warehouse-stock")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.handle(records, WAREHOUSE_STOCK, desk::apply, feeds::saw);
    }
}
