package io.backline.demo.invariant;

import io.backline.events.EventStream;
import io.backline.events.Streams;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until nothing is on its way any more: every outbox is empty, every service has handled every record of the topics it listens to, and no notice
 * waits for its quiet time or for a retry. It is quiet when this was true twice in a row with no new record in between: a message in flight is always in
 * one of these places, so it cannot hide from both looks.
 */
public final class Quiet implements AutoCloseable {
    private final Stores stores;
    private final Admin kafka;
    private final String topicPrefix;

    public Quiet(Stores stores, String kafka, String topicPrefix) {
        this.stores = stores;
        this.topicPrefix = topicPrefix;
        this.kafka = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka));
    }

    /** What is still on its way, as counts. */
    public record Rest(long outbox, long unread, long notices, Map<TopicPartition, Long> ends) {
        public boolean isNothing() {
            return outbox == 0 && unread == 0 && notices == 0;
        }

        @Override
        public String toString() {
            return outbox + " events in outboxes, " + unread + " records unread, " + notices + " notices waiting";
        }
    }

    /** Answers what is left when all is quiet, or when nothing has moved for {@code patience}. */
    public Rest await(Duration patience, Consumer<Rest> progress) throws SQLException {
        var before = look();
        var moved = Instant.now();
        while (true) {
            pause();
            var now = look();
            progress.accept(now);
            if (now.equals(before)) {
                if (now.isNothing() || Instant.now().isAfter(moved.plus(patience))) {
                    return now;
                }
            } else {
                moved = Instant.now();
            }
            before = now;
        }
    }

    private Rest look() throws SQLException {
        var outbox = 0L;
        for (var store : Store.values()) {
            outbox += stores.number(store, "select count(*) from outbox");
        }
        var ends = ends();
        var unread = 0L;
        for (var store : Store.values()) {
            unread += unread(store, ends);
        }
        return new Rest(
                outbox,
                unread,
                stores.number(Store.NOTIFICATION, "select count(*) from notice where state = 'WAITING'"),
                ends);
    }

    private long unread(Store store, Map<TopicPartition, Long> ends) throws SQLException {
        var read = new HashMap<TopicPartition, Long>();
        for (var row : stores.rows(store, "select topic, partition, position from consumed")) {
            read.put(
                    new TopicPartition(topicPrefix + row.get("topic"), Integer.parseInt(row.get("partition"))),
                    Long.parseLong(row.get("position")));
        }
        var topics = readBy(store).stream()
                .map(stream -> topicPrefix + stream.topic())
                .toList();
        return ends.entrySet().stream()
                .filter(end -> topics.contains(end.getKey().topic()))
                .mapToLong(end -> Math.max(0, end.getValue() - read.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    private Map<TopicPartition, Long> ends() {
        try {
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            for (var topic :
                    kafka.describeTopics(topics()).allTopicNames().get().values()) {
                for (var partition : topic.partitions()) {
                    wanted.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
                }
            }
            var ends = new HashMap<TopicPartition, Long>();
            kafka.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("Kafka does not tell its offsets: " + failed.getMessage(), failed);
        }
    }

    private static List<EventStream<?>> readBy(Store store) {
        return switch (store) {
            case ORDER -> List.of(Streams.ALLOCATIONS, Streams.WAREHOUSE_FULFILMENT);
            case INVENTORY -> List.of(Streams.ORDERS, Streams.WAREHOUSE_STOCK, Streams.WAREHOUSE_FULFILMENT);
            case NOTIFICATION -> List.of(Streams.ORDERS, Streams.CUSTOMER_CONTACTS);
        };
    }

    private List<String> topics() {
        return Arrays.stream(Store.values())
                .flatMap(store -> readBy(store).stream())
                .distinct()
                .map(stream -> topicPrefix + stream.topic())
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(250);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    @Override
    public void close() {
        kafka.close();
    }
}
