package io.backline.notification.contact;

import static io.backline.events.Streams.CUSTOMER_CONTACTS;

import io.backline.messaging.Inbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

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
    Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> contacts() {
        return inbox.reading(CUSTOMER_CONTACTS, desk::apply);
    }
}
