package io.backline.messaging.kettle;

import static io.backline.messaging.kettle.KettleEvent.KETTLES;

import io.backline.messaging.Inbox;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
class KettleListener {
    private final Inbox inbox;
    private final KettleDesk desk;

    KettleListener(Inbox inbox, KettleDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @Incoming("kettles")
    @Blocking
    void on(ConsumerRecords<byte[], byte[]> records) {
        inbox.handle(records, KETTLES, desk::apply);
    }
}
