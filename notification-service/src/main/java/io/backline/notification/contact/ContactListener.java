package io.backline.notification.contact;

import static io.backline.events.Streams.CUSTOMER_CONTACTS;

import io.backline.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears how customers are reached. */
@ApplicationScoped
class ContactListener {
    private final Inbox inbox;
    private final ContactDesk desk;

    ContactListener(Inbox inbox, ContactDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @Incoming("customer-contacts")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.handle(records, CUSTOMER_CONTACTS, desk::apply);
    }
}
