package io.backline.messaging;

import io.backline.events.EventStream;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Streams followed for what is kept in memory only: every replica reads all of it for itself, from a place that it chooses, and there is no inbox. What is
 * built so must bear to be told the same twice.
 */
@Singleton
public class StreamTails {
    private final Map<String, Object> kafka;
    private final String application;
    private final Topics topics;
    private final Intake intake;

    StreamTails(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String application,
            Topics topics,
            Intake intake) {
        this.kafka = kafka;
        this.application = application;
        this.topics = topics;
        this.intake = intake;
    }

    /** What is published from now on. Whoever asks waits so long for Kafka, and until the topics are made. */
    public <E> StreamTail<E> fromNowOn(EventStream<E> stream, Duration patience)
            throws InterruptedException, TimeoutException {
        if (!topics.awaitMade(patience)) {
            throw new TimeoutException("the topics are not made yet");
        }
        var consumer = consumer(stream);
        try {
            var partitions = consumer.partitionsFor(topics.named(stream.topic())).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // asks for the ends now, not at the first poll
            return new StreamTail<>(consumer, stream, intake);
        } catch (RuntimeException away) {
            consumer.close();
            throw away;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(EventStream<?> stream) {
        var settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.keySet().removeIf(name -> name.startsWith("group."));
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, application + "-tail-of-" + stream.topic());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2_000);
        // What is kept in memory may be a tenth of a second behind: that is cheaper than to be told of each event by
        // itself.
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 64 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        var bytes = new ByteArrayDeserializer();
        return new KafkaConsumer<>(settings, bytes, bytes);
    }
}
