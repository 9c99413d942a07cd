package io.backline.demo.invariant;

import io.backline.events.EventStream;
import io.backline.events.Streams;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether all that was posted and told has acted in order-service and inventory-service. One look is enough, other than for {@link Quiet}: it goes along the
 * flow, from what warehouses told and orders posted to what inventory-service answered, so that nothing that is on its way can pass it by. It is made to be
 * asked thousands of times. Notices are not looked at.
 */
public final class Settled implements AutoCloseable {
    private static final String STANDING = """
            select waiting, topic, partition, position
            from (select count(*) as waiting from outbox) as outbox left join consumed on true
            """;

    private final Admin kafka;
    private final String topicPrefix;
    private final Map<String, List<TopicPartition>> partitions = new HashMap<>();
    private final Connection orders;
    private final Connection inventory;

    public Settled(Stores stores, String kafka, String topicPrefix) throws SQLException {
        this.topicPrefix = topicPrefix;
        this.orders = stores.open(Store.ORDER);
        this.inventory = stores.open(Store.INVENTORY);
        this.kafka = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka));
    }

    /** How far one service is, at one moment. */
    private record Standing(Map<TopicPartition, Long> read, boolean hasToldAll) {
        boolean hasRead(Map<TopicPartition, Long> ends) {
            return ends.entrySet().stream().allMatch(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
        }
    }

    public boolean isSettled() {
        var stock = ends(Streams.WAREHOUSE_STOCK);
        var fulfilment = ends(Streams.WAREHOUSE_FULFILMENT);
        var orderService = standing(orders);
        if (!orderService.hasRead(fulfilment) || !orderService.hasToldAll()) {
            return false;
        }
        var posted = ends(Streams.ORDERS);
        var inventoryService = standing(inventory);
        return inventoryService.hasRead(stock)
                && inventoryService.hasRead(fulfilment)
                && inventoryService.hasRead(posted)
                && inventoryService.hasToldAll()
                && standing(orders).hasRead(ends(Streams.ALLOCATIONS));
    }

    private Standing standing(Connection store) {
        try (PreparedStatement query = store.prepareStatement(STANDING);
                var rows = query.executeQuery()) {
            var read = new HashMap<TopicPartition, Long>();
            var waiting = 0L;
            while (rows.next()) {
                waiting = rows.getLong(1);
                read.put(new TopicPartition(topicPrefix + rows.getString(2), rows.getInt(3)), rows.getLong(4));
            }
            return new Standing(read, waiting == 0);
        } catch (SQLException failed) {
            throw new IllegalStateException("a store does not tell how far its service is", failed);
        }
    }

    private Map<TopicPartition, Long> ends(EventStream<?> stream) {
        try {
            var wanted = new HashMap<TopicPartition, OffsetSpec>();
            for (var partition : partitionsOf(topicPrefix + stream.topic())) {
                wanted.put(partition, OffsetSpec.latest());
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

    private List<TopicPartition> partitionsOf(String topic) throws InterruptedException, ExecutionException {
        var known = partitions.get(topic);
        if (known == null) {
            known = kafka.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .flatMap(described -> described.partitions().stream())
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            partitions.put(topic, known);
        }
        return known;
    }

    @Override
    public void close() throws SQLException {
        orders.close();
        inventory.close();
        kafka.close();
    }
}
