package io.backline.inventory.allocation;

import static io.backline.events.Streams.ORDERS;

import io.backline.events.EventStream;
import io.backline.events.OrderEvent;
import io.backline.events.OrderEvent.LinesCancelled;
import io.backline.events.OrderEvent.OrderChanged;
import io.backline.events.OrderEvent.OrderPlaced;
import io.backline.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears what orders ask for. */
@ApplicationScoped
class OrderListener {
    /** A hold keeps allocation and place in the queue, so holds are no demand; all else are orders' own affairs. */
    private static final EventStream<OrderEvent> DEMANDS =
            ORDERS.only(Set.of(OrderPlaced.class, LinesCancelled.class, OrderChanged.class));

    private final Inbox inbox;
    private final DemandDesk desk;

    OrderListener(Inbox inbox, DemandDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @Incoming("orders")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.handle(records, DEMANDS, desk::apply);
    }
}
