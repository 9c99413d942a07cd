package io.backline.notification.notice;

import static io.backline.events.Streams.ORDERS;

import io.backline.events.EventStream;
import io.backline.events.OrderEvent;
import io.backline.events.OrderEvent.LinesCancelled;
import io.backline.events.OrderEvent.OrderBackordered;
import io.backline.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what waits of orders. */
@ApplicationScoped
class OrderListener {
    private static final EventStream<OrderEvent> DELAYS =
            ORDERS.only(Set.of(OrderBackordered.class, LinesCancelled.class));

    private final Inbox inbox;
    private final NoticeDesk desk;

    OrderListener(Inbox inbox, NoticeDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @Incoming("orders")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.handle(records, DELAYS, desk::apply);
    }
}
