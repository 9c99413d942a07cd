package io.backline.messaging.kettle;

import static io.backline.messaging.kettle.KettleEvent.KETTLES;

import io.backline.events.EventStream;
import io.backline.messaging.Inbox;
import io.backline.messaging.kettle.KettleEvent.Boiled;
import io.backline.messaging.kettle.KettleEvent.Poured;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.Flow;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

@ApplicationScoped
class KettleListener {
    private static final EventStream<KettleEvent> BOILS_AND_POURS = KETTLES.only(Set.of(Boiled.class, Poured.class));

    private final Inbox inbox;
    private final KettleDesk desk;

    KettleListener(Inbox inbox, KettleDesk desk) {
        this.inbox = inbox;
        this.desk = desk;
    }

    @Incoming("kettles")
    Flow.Subscriber<Message<ConsumerRecords<byte[], byte[]>>> kettles() {
        return inbox.reading(BOILS_AND_POURS, desk::apply);
    }
}
