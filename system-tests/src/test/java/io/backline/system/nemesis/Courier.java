package io.backline.system.nemesis;

import io.backline.events.EventStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Brings the warehouse's events to Kafka, in one of the manners in which messages come. */
final class Courier implements AutoCloseable {
    enum Manner {
        ORDINARY,
        TWICE,
        BACKWARDS,
        DAYS_LATE;

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    static final String SOURCE = "/warehouse/nemesis";

    private static final int HELD_BACK = 20;

    private final KafkaProducer<String, byte[]> producer;
    private final Set<String> delivered = ConcurrentHashMap.newKeySet();
    private final List<ProducerRecord<String, byte[]>> heldBack = new ArrayList<>();
    private volatile Manner manner = Manner.ORDINARY;

    Courier(String kafka) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        120_000,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        20_000_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    synchronized void become(Manner next) {
        manner = next;
        sendHeldBack();
    }

    /** When what is told now happened. */
    Instant happened() {
        return manner == Manner.DAYS_LATE ? Instant.now().minus(Duration.ofDays(3)) : Instant.now();
    }

    <E> void tell(EventStream<E> stream, E event) {
        var record = new ProducerRecord<>(stream.topic(), stream.keyOf(event), stream.write(event));
        address(record, stream.typeOf(event));
        deliver(record);
    }

    private void address(ProducerRecord<String, byte[]> record, String type) {
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", UUID.randomUUID().toString());
        header(record, "ce_source", SOURCE);
        header(record, "ce_type", type);
        header(record, "ce_time", happened().toString());
        header(record, "content-type", "application/json");
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void deliver(ProducerRecord<String, byte[]> record) {
        switch (manner) {
            case ORDINARY, DAYS_LATE -> send(record);
            case TWICE -> {
                send(record);
                send(record);
            }
            case BACKWARDS -> {
                heldBack.add(record);
                if (heldBack.size() == HELD_BACK) {
                    sendHeldBack();
                }
            }
        }
    }

    private void sendHeldBack() {
        Collections.reverse(heldBack);
        heldBack.forEach(this::send);
        heldBack.clear();
    }

    private void send(ProducerRecord<String, byte[]> record) {
        producer.send(record, (written, lost) -> {
            if (lost == null) {
                delivered.add(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8));
            }
        });
    }

    /** Brings anything at all, under the name of an event of this stream. */
    Future<RecordMetadata> bring(EventStream<?> stream, byte[] value) {
        var record = new ProducerRecord<>(stream.topic(), "NEMESIS", value);
        address(record, Collections.min(stream.types().keySet()));
        return producer.send(record);
    }

    /** Ids of the events that Kafka has confirmed. */
    Set<String> delivered() {
        return delivered;
    }

    /** Returns when Kafka has all that was told. */
    void flush() {
        synchronized (this) {
            sendHeldBack();
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
