package io.backline.messaging;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Producers that keep the order and lose nothing. */
@Singleton
class Producers {
    private static final int LARGEST_REQUEST = 16 * 1024 * 1024;
    /** Records do not wait so long, unless the flush that is to send them is late. */
    private static final Duration UNTIL_FLUSHED = Duration.ofMillis(20);

    private final Map<String, Object> kafka;
    private final String application;

    Producers(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.kafka = kafka;
        this.application = application;
    }

    /** Never gives up a record once it took it: to give up one and send the next would turn the order round. Who sends says when it is all. */
    KafkaProducer<byte[], byte[]> patient() {
        return producer(Integer.MAX_VALUE, UNTIL_FLUSHED, "outbox");
    }

    /** Gives up in time for somebody to be told. */
    KafkaProducer<byte[], byte[]> prompt() {
        return producer(20_000, Duration.ZERO, "door");
    }

    private KafkaProducer<byte[], byte[]> producer(int deliveryTimeout, Duration linger, String purpose) {
        var settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ProducerConfig.configNames());
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, application + "-" + purpose);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeout);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, linger.toMillis());
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_REQUEST);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        var bytes = new ByteArraySerializer();
        return new KafkaProducer<>(settings, bytes, bytes);
    }
}
