package io.backline.notification.notice;

import io.backline.messaging.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what waits of orders. */
@ApplicationScoped
class OrderListener {
    private final Inbox inbox;
    private final NoticeDesk desk;

    OrderListener(Inbox inbox, NoticeDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @Incoming("orders")
    Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> orders() {
        return inbox.reading(NoticeDesk.DELAYS, desk::apply);
    }
}
