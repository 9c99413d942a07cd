package io.backline.inventory.allocation;

import static io.backline.events.Streams.WAREHOUSE_STOCK;

import io.backline.inventory.feed.Feeds;
import io.backline.messaging.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

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
    Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> stock() {
        return inbox.reading(WAREHOUSE_STOCK, desk::apply, feeds::saw);
    }
}
