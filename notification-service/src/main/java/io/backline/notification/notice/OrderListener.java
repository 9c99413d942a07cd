package io.backline.notification.notice;

import io.backline.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

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
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.handle(records, NoticeDesk.DELAYS, desk::apply);
    }
}
