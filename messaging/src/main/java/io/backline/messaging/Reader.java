package io.backline.messaging;

import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** A channel's consumer, as it was last seen. One that does not answer stands where it stood. */
final class Reader {
    private final KafkaConsumer<Object, Object> consumer;
    private final Silence silence = new Silence();
    private CompletableFuture<Map<TopicPartition, Long>> answer = CompletableFuture.completedFuture(Map.of());
    private Map<TopicPartition, Long> positions = Map.of();

    Reader(KafkaConsumer<Object, Object> consumer) {
        this.consumer = consumer;
    }

    Silence silence() {
        return silence;
    }

    Set<TopicPartition> partitions() {
        return positions.keySet();
    }

    Set<String> topics() {
        return partitions().stream().map(TopicPartition::topic).collect(Collectors.toSet());
    }

    boolean isBehind(Map<TopicPartition, Long> ends) {
        return positions.entrySet().stream()
                .anyMatch(at -> ends.getOrDefault(at.getKey(), at.getValue()) > at.getValue());
    }

    /** Where does it stand? One question at a time: they queue up behind a thread that hangs. */
    void ask() {
        if (answer.isDone()) {
            Function<Consumer<Object, Object>, Map<TopicPartition, Long>> question = Reader::positions;
            answer = consumer.runOnPollingThread(question).subscribeAsCompletionStage();
        }
    }

    /** Whether it answered and stands elsewhere than before, be it in other partitions. */
    boolean hasMoved(Duration patience) throws InterruptedException {
        try {
            var before = positions;
            positions = answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return !positions.equals(before);
        } catch (ExecutionException | TimeoutException noAnswer) {
            return false;
        }
    }

    private static Map<TopicPartition, Long> positions(Consumer<Object, Object> consumer) {
        var positions = new HashMap<TopicPartition, Long>();
        for (var partition : consumer.assignment()) {
            try {
                positions.put(partition, consumer.position(partition, Duration.ZERO));
            } catch (org.apache.kafka.common.errors.TimeoutException justAssigned) {
                continue;
            }
        }
        return positions;
    }
}
