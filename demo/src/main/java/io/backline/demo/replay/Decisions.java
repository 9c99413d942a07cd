package io.backline.demo.replay;

import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.Json;
import io.backline.events.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** All that inventory-service ever told on its stream {@code allocations}: of a replay that is repeated, it decided the first time. */
final class Decisions {
    private final String kafka;
    private final String topic;

    Decisions(String kafka, String topicPrefix) {
        this.kafka = kafka;
        this.topic = topicPrefix + Streams.ALLOCATIONS.topic();
    }

    void tell(Recount recount) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            var ends = consumer.endOffsets(consumer.assignment()).entrySet();
            while (ends.stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> tell(record, recount));
            }
        }
    }

    private static void tell(ConsumerRecord<String, byte[]> record, Recount recount) {
        try {
            if (Streams.ALLOCATIONS.read(header(record, "ce_type"), record.value()) instanceof LineResult result) {
                recount.decided(result, Json.time(header(record, "ce_time")));
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    "cannot read " + record.topic() + "/" + record.partition() + "/" + record.offset(), unreadable);
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
