package io.backline.inventory.allocation;

import io.backline.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

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
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.handle(records, DemandDesk.DEMANDS, desk::apply);
    }
}
