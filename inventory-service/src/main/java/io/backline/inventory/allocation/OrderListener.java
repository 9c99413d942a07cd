package io.backline.inventory.allocation;

import io.backline.messaging.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what orders ask for. */
@ApplicationScoped
class OrderListener {
    private final Inbox inbox;
    private final DemandDesk desk;

    OrderListener(Inbox inbox, DemandDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @Incoming("orders")
    Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> orders() {
        return inbox.reading(DemandDesk.DEMANDS, desk::apply);
    }
}
