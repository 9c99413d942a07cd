package io.backline.messaging;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The batches that listeners have in hand, each with how long it gave no sign of life. */
@Singleton
class Batches {
    private final Map<Thread, InHand> inHand = new ConcurrentHashMap<>();

    record InHand(Set<String> topics, Silence silence) {}

    /** One that fails for good stays in hand: its channel ends with it. */
    void begin(List<? extends ConsumerRecord<?, ?>> records) {
        var topics = records.stream().map(ConsumerRecord::topic).collect(Collectors.toUnmodifiableSet());
        inHand.put(Thread.currentThread(), new InHand(topics, new Silence()));
    }

    /** A transaction has ended, well or not. Who tries again, because the database is away, is alive. */
    void signOfLife() {
        var mine = inHand.get(Thread.currentThread());
        if (mine != null) {
            mine.silence().end();
        }
    }

    void end() {
        inHand.remove(Thread.currentThread());
    }

    Collection<InHand> inHand() {
        return inHand.values();
    }
}
