package io.backline.order.order;

import io.backline.events.Streams;
import io.backline.messaging.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

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
    Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> allocations() {
        return inbox.reading(Streams.ALLOCATIONS, desk::answer).sideBySide();
    }
}
