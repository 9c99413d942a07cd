package io.backline.order.order;

import io.backline.events.Streams;
import io.backline.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What inventory decided about lines. */
@ApplicationScoped
class AllocationListener {
    private final Inbox inbox;
    private final OrderDesk desk;

    AllocationListener(Inbox inbox, OrderDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @Incoming("allocations")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.handle(records, Streams.ALLOCATIONS, desk::answer);
    }
}
