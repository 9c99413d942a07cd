package io.backline.inventory.allocation;

import static io.backline.events.Streams.WAREHOUSE_FULFILMENT;

import io.backline.inventory.feed.Feeds;
import io.backline.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what warehouses do with the units of orders. */
@ApplicationScoped
class WarehouseFulfilmentListener {
    private final Inbox inbox;
    private final FulfilmentDesk desk;
    private final Feeds feeds;

    WarehouseFulfilmentListener(Inbox inbox, FulfilmentDesk desk, Feeds feeds) {
        this.inbox = inbox;
        this.desk = desk;
        this.feeds = feeds;
    }

    @Incoming("warehouse-fulfilment")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.handle(records, WAREHOUSE_FULFILMENT, desk::apply, feeds::saw);
    }
}
