package io.backline.order.order;

import io.backline.events.Streams;
import io.backline.messaging.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** What warehouses did with the units of orders. */
@ApplicationScoped
class FulfilmentListener {
    private final Inbox inbox;
    private final OrderDesk desk;

    FulfilmentListener(Inbox inbox, OrderDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @Incoming("warehouse-fulfilment")
    Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> fulfilment() {
        return inbox.reading(Streams.WAREHOUSE_FULFILMENT, desk::hear);
    }
}
