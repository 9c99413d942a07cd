package io.backline.messaging;

import io.backline.events.EventStream;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Lets events of others in that come by another way than Kafka. They are nobody's here before Kafka has them. */
@ApplicationScoped
public class KafkaDoor {
    private final Producers producers;
    private final Topics topics;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    KafkaDoor(Producers producers, Topics topics) {
        this.producers = producers;
        this.topics = topics;
    }

    /** An event as it came, and the key its stream gives it. */
    public record Guest(EventStream<?> stream, String key, CloudEvent event) {}

    /** Kafka does not answer in time. Some of the events may have reached it: they are the same when they are sent again. */
    public static final class Shut extends RuntimeException {
        Shut(Throwable cause) {
            super("Kafka does not take events now", cause);
        }
    }

    /** Returns when every replica of Kafka that must have them has all of them. */
    public void admit(List<Guest> guests) {
        try {
            var sent = new ArrayList<Future<RecordMetadata>>(guests.size());
            for (var guest : guests) {
                sent.add(producer().send(record(guest)));
            }
            for (var future : sent) {
                future.get();
            }
        } catch (ExecutionException | KafkaException refused) {
            throw new Shut(refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Shut(interrupted);
        }
    }

    private synchronized KafkaProducer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = producers.prompt();
        }
        return producer;
    }

    private ProducerRecord<byte[], byte[]> record(Guest guest) {
        var event = guest.event();
        var record = new ProducerRecord<>(topics.named(guest.stream().topic()), bytes(guest.key()), event.data());
        var headers = record.headers();
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", event.id());
        add(headers, "ce_source", event.source());
        add(headers, "ce_type", event.type());
        add(headers, "ce_time", event.time());
        add(headers, "ce_sequence", event.sequence());
        add(headers, "content-type", "application/json");
        return record;
    }

    private static void add(Headers headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.add(name, bytes(value.toString()));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @PreDestroy
    void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
