package io.backline.demo.replay;

import io.backline.events.AllocationEvent;
import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.EventStream;
import io.backline.events.NoticeEvent;
import io.backline.events.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Listens to what the services decide from the moment it is made, and counts. It remembers lines only while they wait. */
final class Watch implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final String topicPrefix;
    private final Map<Line, Integer> waiting = new HashMap<>();

    private long linesAllocated;
    private long linesBackordered;
    private long unitsBackordered;
    private long linesReleased;
    private long unitsReleased;
    private long linesRevoked;
    private long mailsSent;
    private long mailsFailed;

    Watch(String kafka, String topicPrefix) {
        this.topicPrefix = topicPrefix;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        kafka,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        5_000,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = partitions();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position); // the end as of now, not as of the first poll
    }

    private List<TopicPartition> partitions() {
        var partitions = new ArrayList<TopicPartition>();
        for (EventStream<?> stream : List.of(Streams.ALLOCATIONS, Streams.NOTICES)) {
            for (var info : consumer.partitionsFor(topicPrefix + stream.topic())) {
                partitions.add(new TopicPartition(info.topic(), info.partition()));
            }
        }
        return partitions;
    }

    private record Line(UUID orderId, int number) {}

    /** Reads all that is there now. */
    void catchUp() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                count(record);
            }
        }
    }

    private void count(ConsumerRecord<String, byte[]> record) {
        var header = record.headers().lastHeader("ce_type");
        if (header == null) {
            return;
        }
        var type = new String(header.value(), StandardCharsets.UTF_8);
        try {
            if (record.topic().equals(topicPrefix + Streams.ALLOCATIONS.topic())) {
                count(Streams.ALLOCATIONS.read(type, record.value()));
            } else {
                count(Streams.NOTICES.read(type, record.value()));
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    "cannot read " + type + " at " + record.topic() + "/" + record.offset(), unreadable);
        }
    }

    private void count(AllocationEvent event) {
        if (!(event instanceof LineResult result)) {
            return;
        }
        var line = new Line(result.orderId(), result.lineNumber());
        var waits = result.requested() - result.allocated();
        var waited = waiting.getOrDefault(line, 0);
        switch (result) {
            case AllocationEvent.StockAllocated allocated -> linesAllocated++;
            case AllocationEvent.LineBackordered backordered -> {
                linesBackordered++;
                unitsBackordered += waits;
            }
            case AllocationEvent.BackorderReleased released -> {
                linesReleased++;
                unitsReleased += Math.max(0, waited - waits);
            }
            case AllocationEvent.AllocationRevoked revoked -> linesRevoked++;
        }
        if (waits > 0) {
            waiting.put(line, waits);
        } else {
            waiting.remove(line);
        }
    }

    private void count(NoticeEvent event) {
        switch (event) {
            case NoticeEvent.NoticeSent sent -> mailsSent++;
            case NoticeEvent.NoticeFailed failed -> mailsFailed++;
            case NoticeEvent.CustomerChose chose -> {}
            case NoticeEvent.Unknown unknown -> {}
        }
    }

    long linesAllocated() {
        return linesAllocated;
    }

    long linesBackordered() {
        return linesBackordered;
    }

    long unitsBackordered() {
        return unitsBackordered;
    }

    long linesReleased() {
        return linesReleased;
    }

    /** Of lines that began to wait while this watch looked on. */
    long unitsReleased() {
        return unitsReleased;
    }

    long linesRevoked() {
        return linesRevoked;
    }

    long mailsSent() {
        return mailsSent;
    }

    long mailsFailed() {
        return mailsFailed;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
