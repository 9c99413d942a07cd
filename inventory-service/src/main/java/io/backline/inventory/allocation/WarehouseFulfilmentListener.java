package io.backline.inventory.allocation;

import static io.backline.events.Streams.WAREHOUSE_FULFILMENT;

import io.backline.inventory.feed.Feeds;
import io.backline.messaging.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

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
    Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> fulfilment() {
        return inbox.reading(WAREHOUSE_FULFILMENT, desk::apply, feeds::saw);
    }
}
