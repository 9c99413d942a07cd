package io.backline.localstack.testing;

import io.backline.localstack.TestRun;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The topics of this test run, by the names of the contract; the run's prefix is added here. */
public final class Topics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String prefix;
    private final Map<String, Object> connection;
    private final KafkaProducer<@Nullable String, byte @Nullable []> producer;

    public Topics(String bootstrapServers, String prefix) {
        this.prefix = prefix;
        this.connection = Map.of("bootstrap.servers", bootstrapServers);
        this.producer = new KafkaProducer<>(connection, new StringSerializer(), new ByteArraySerializer());
    }

    public static Topics ofThisRun() {
        var run = TestRun.current();
        return new Topics(run.stack().kafka(), run.topicPrefix());
    }

    public String nameOf(String topic) {
        return prefix + topic;
    }

    /** Makes a topic unless it is there; a service makes its own before it is ready. */
    public void create(String topic, int partitions) {
        try (var admin = Admin.create(connection)) {
            admin.createTopics(List.of(new NewTopic(nameOf(topic), partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public boolean exists(String topic) {
        try (var admin = Admin.create(connection)) {
            return admin.listTopics().names().get().contains(nameOf(topic));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Binary mode: attributes in {@code ce_} headers, the data alone as value. Returns when Kafka has it. */
    public RecordMetadata send(String topic, CloudEvent event) {
        return send(topic, event.key(), event.data().getBytes(StandardCharsets.UTF_8), event.binaryHeaders());
    }

    /** Structured mode: the whole event is the value. */
    public RecordMetadata sendStructured(String topic, CloudEvent event) {
        return send(
                topic,
                event.key(),
                event.structured(),
                Map.of("content-type", "application/cloudevents+json; charset=UTF-8"));
    }

    /** Anything at all, broken messages too. */
    public RecordMetadata send(
            String topic, @Nullable String key, byte @Nullable [] value, Map<String, String> headers) {
        var message = new ProducerRecord<@Nullable String, byte @Nullable []>(nameOf(topic), key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            return producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Everything on the topic now, in order per partition. */
    public List<Received> all(String topic) {
        try (var consumer = consumer()) {
            var partitions = assignFromBeginning(consumer, topic);
            var ends = consumer.endOffsets(partitions).entrySet();
            var records = new ArrayList<Received>();
            while (ends.stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> records.add(Received.of(message)));
            }
            return records;
        }
    }

    /** Waits until the topic holds so many matching records, and returns all that match. */
    public List<Received> await(String topic, int count, Predicate<Received> matching) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var seen = new ArrayList<Received>();
        try (var consumer = consumer()) {
            assignFromBeginning(consumer, topic);
            while (seen.stream().filter(matching).count() < count) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("waited %d s for %d records on %s, saw:%n%s"
                            .formatted(
                                    PATIENCE.toSeconds(),
                                    count,
                                    nameOf(topic),
                                    seen.stream().map(Received::toString).collect(Collectors.joining("\n"))));
                }
                consumer.poll(Duration.ofMillis(100)).forEach(message -> seen.add(Received.of(message)));
            }
        }
        return seen.stream().filter(matching).toList();
    }

    public Received awaitOne(String topic, Predicate<Received> matching) {
        return await(topic, 1, matching).getFirst();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(connection, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private List<TopicPartition> assignFromBeginning(KafkaConsumer<?, ?> consumer, String topic) {
        var partitions = consumer.partitionsFor(nameOf(topic)).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    @Override
    public void close() {
        producer.close();
    }
}
