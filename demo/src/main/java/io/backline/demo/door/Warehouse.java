package io.backline.demo.door;

import io.backline.events.EventStream;
import io.backline.events.Streams;
import io.backline.events.WarehouseFulfilmentEvent;
import io.backline.events.WarehouseStockEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A warehouse with Kafka: publishes what happened as CloudEvents in binary mode, keyed as the contract says. */
public final class Warehouse implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final String topicPrefix;
    private final String source;
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    /** {@code source} is the {@code ce_source} of all that this warehouse tells. */
    public Warehouse(String kafka, String topicPrefix, String source) {
        this.topicPrefix = topicPrefix;
        this.source = source;
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        15_000),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Publishes without waiting; {@link #flush} waits for all. An event with an id that was told before changes nothing. */
    public void tell(WarehouseStockEvent event, String id, Instant at) {
        send(Streams.WAREHOUSE_STOCK, event, id, at);
    }

    public void tell(WarehouseFulfilmentEvent event, String id, Instant at) {
        send(Streams.WAREHOUSE_FULFILMENT, event, id, at);
    }

    /** Returns when Kafka has all that was told. */
    public void flush() {
        try {
            producer.flush();
        } catch (InterruptException interrupted) {
            throw new DoorException("interrupted", interrupted);
        }
        var failed = failure.getAndSet(null);
        if (failed != null) {
            throw new DoorException("Kafka did not take an event: " + failed.getMessage(), failed);
        }
    }

    private <E> void send(EventStream<E> stream, E event, String id, Instant at) {
        var record = new ProducerRecord<>(topicPrefix + stream.topic(), stream.keyOf(event), stream.write(event));
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", id);
        header(record, "ce_source", source);
        header(record, "ce_type", stream.typeOf(event));
        header(record, "ce_time", at.toString());
        header(record, "content-type", "application/json");
        try {
            producer.send(record, (written, refused) -> {
                if (refused != null) {
                    failure.compareAndSet(null, refused);
                }
            });
        } catch (RuntimeException notSent) {
            throw new DoorException("Kafka does not take events: " + notSent.getMessage(), notSent);
        }
    }

    private static void header(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close();
    }
}
