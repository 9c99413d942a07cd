package io.backline.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Up to where there is something to read, as Kafka itself says: a consumer that hangs would not know. */
@Singleton
class StreamEnds {
    private final Topics topics;
    private @Nullable Admin admin;

    StreamEnds(Topics topics) {
        this.topics = topics;
    }

    /** Only of those partitions whose leader answers in time. */
    synchronized Map<TopicPartition, Long> of(Set<TopicPartition> partitions, Duration patience)
            throws InterruptedException {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        try {
            var latest = partitions.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest()));
            var options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED).timeoutMs((int) patience.toMillis());
            return known(partitions, admin().listOffsets(latest, options), patience);
        } catch (KafkaException away) {
            return Map.of();
        }
    }

    synchronized void stop(@Observes ShutdownEvent event) {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }

    private Admin admin() {
        if (admin == null) {
            admin = topics.admin();
        }
        return admin;
    }

    private static Map<TopicPartition, Long> known(
            Set<TopicPartition> partitions, ListOffsetsResult answer, Duration patience) throws InterruptedException {
        var known = new HashMap<TopicPartition, Long>();
        var deadline = System.nanoTime() + patience.toNanos();
        for (var partition : partitions) {
            try {
                var end = answer.partitionResult(partition)
                        .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
                known.put(partition, end.offset());
            } catch (ExecutionException | TimeoutException away) {
                continue;
            }
        }
        return known;
    }
}
