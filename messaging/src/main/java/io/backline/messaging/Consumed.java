package io.backline.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** How far each partition was read, and how much of it was new. A partition is locked while its batch is done, so two readers never do the same at once. */
@ApplicationScoped
class Consumed {
    private final Jdbi jdbi;

    Consumed(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Locks the partitions of these messages and returns how far each was read before. */
    Map<Integer, Long> lock(List<RawMessage> batch) {
        var topic = batch.getFirst().topic();
        var first = new TreeMap<Integer, Long>();
        batch.forEach(raw -> first.merge(raw.partition(), raw.offset(), Math::min));
        return jdbi.withHandle(handle -> {
            var positions = positions(handle, topic, first.keySet());
            if (positions.size() < first.size()) {
                begin(handle, topic, first);
                positions = positions(handle, topic, first.keySet());
            }
            return positions;
        });
    }

    private static Map<Integer, Long> positions(Handle handle, String topic, Set<Integer> partitions) {
        return handle.createQuery("""
                        select partition, position from consumed
                        where topic = :topic and partition = any(:partitions)
                        order by partition
                        for no key update
                        """)
                .bind("topic", topic)
                .bind("partitions", Values.numbers(partitions))
                .reduceRows(new HashMap<Integer, Long>(), (positions, row) -> {
                    positions.put(row.getColumn("partition", Integer.class), row.getColumn("position", Long.class));
                    return positions;
                });
    }

    private static void begin(Handle handle, String topic, Map<Integer, Long> first) {
        handle.createUpdate("""
                        insert into consumed (topic, partition, first_offset, position)
                        select :topic, partition, first_offset, first_offset from unnest(:partitions, :offsets) as came (partition, first_offset)
                        on conflict do nothing
                        """)
                .bind("topic", topic)
                .bind("partitions", Values.numbers(first.keySet()))
                .bind("offsets", Values.positions(first.values()))
                .execute();
    }

    /** Counts what was not counted before: a record that Kafka gives twice is one record. What is for us and not fresh is a duplicate. */
    void count(Map<Integer, Long> positions, List<? extends Incoming<?>> batch, Set<? extends Incoming<?>> fresh) {
        var counts = new TreeMap<Integer, Count>();
        for (var incoming : batch) {
            var raw = incoming.raw();
            if (raw.offset() >= positions.getOrDefault(raw.partition(), 0L)) {
                counts.computeIfAbsent(raw.partition(), partition -> new Count())
                        .add(incoming, fresh.contains(incoming));
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> new Rows<>(
                        handle.createUpdate("""
                        update consumed set position = now.position, handled = consumed.handled + now.handled,
                            duplicates = consumed.duplicates + now.duplicates, passed_over = consumed.passed_over + now.passed_over
                        from unnest(:partitions, :positions, :handled, :duplicates, :passedOver)
                            as now (partition, position, handled, duplicates, passed_over)
                        where consumed.topic = :topic and consumed.partition = now.partition
                        """)
                                .bind("topic", batch.getFirst().raw().topic()),
                        counts.entrySet())
                .numbers("partitions", Map.Entry::getKey)
                .positions("positions", partition -> partition.getValue().position)
                .positions("handled", partition -> partition.getValue().handled)
                .positions("duplicates", partition -> partition.getValue().duplicates)
                .positions("passedOver", partition -> partition.getValue().passedOver)
                .statement()
                .execute());
    }

    private static final class Count {
        private long position;
        private long handled;
        private long duplicates;
        private long passedOver;

        void add(Incoming<?> incoming, boolean isFresh) {
            position = Math.max(position, incoming.raw().offset() + 1);
            if (isFresh) {
                handled++;
            } else if (incoming.isPassedOver()) {
                passedOver++;
            } else if (incoming.isForUs()) {
                duplicates++;
            } else {
                handled++;
            }
        }
    }
}
