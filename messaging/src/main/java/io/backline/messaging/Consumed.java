package io.backline.messaging;

import static java.util.stream.Collectors.toMap;

import io.backline.messaging.RoundTrip.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How far each partition was read, and how much of it was new. A partition is locked while its batch is done, so two readers never do the same at once. */
@ApplicationScoped
class Consumed {
    private final Writes writes;

    Consumed(Writes writes) {
        this.writes = writes;
    }

    /** Locks the partitions of these messages: how far was each read before? */
    Answer<Position> lock(List<RawMessage> batch, RoundTrip trip) {
        var topic = batch.getFirst().topic();
        var first = new TreeMap<Integer, Long>();
        batch.forEach(raw -> first.merge(raw.partition(), raw.offset(), Math::min));
        trip.add("""
                        insert into consumed (topic, partition, first_offset, position)
                        select :topic, partition, first_offset, first_offset from unnest(:partitions, :offsets) as came (partition, first_offset)
                        on conflict do nothing
                        """)
                .bind("topic", Values.text(topic))
                .bind("partitions", Values.numbers(first.keySet()))
                .bind("offsets", Values.positions(first.values()));
        return trip.add("""
                        select partition, position from consumed
                        where topic = :topic and partition = any(:partitions)
                        order by partition
                        for no key update
                        """)
                .bind("topic", Values.text(topic))
                .bind("partitions", Values.numbers(first.keySet()))
                .map(row -> new Position(row.getInt("partition"), row.getLong("position")));
    }

    /** How far a partition was read. */
    record Position(int partition, long next) {}

    /** Counts what was not counted before: a record that Kafka gives twice, be it in one batch, is one record. What is for us and not fresh is a duplicate. */
    void count(Collection<Position> positions, List<? extends Incoming<?>> batch, Set<? extends Incoming<?>> fresh) {
        var next = new HashMap<>(positions.stream().collect(toMap(Position::partition, Position::next)));
        var counts = new TreeMap<Integer, Count>();
        for (var incoming : batch) {
            var raw = incoming.raw();
            if (raw.offset() >= next.getOrDefault(raw.partition(), 0L)) {
                next.put(raw.partition(), raw.offset() + 1);
                counts.computeIfAbsent(raw.partition(), partition -> new Count())
                        .add(incoming, fresh.contains(incoming));
            }
        }
        var topic = batch.getFirst().raw().topic();
        writes.add("""
                        update consumed set position = now.position, handled = consumed.handled + now.handled,
                            duplicates = consumed.duplicates + now.duplicates, passed_over = consumed.passed_over + now.passed_over
                        from unnest(:topics, :partitions, :positions, :handled, :duplicates, :passedOver)
                            as now (topic, partition, position, handled, duplicates, passed_over)
                        where consumed.topic = now.topic and consumed.partition = now.partition
                        """, counts.entrySet())
                .texts("topics", partition -> topic)
                .numbers("partitions", Map.Entry::getKey)
                .positions("positions", partition -> partition.getValue().position)
                .positions("handled", partition -> partition.getValue().handled)
                .positions("duplicates", partition -> partition.getValue().duplicates)
                .positions("passedOver", partition -> partition.getValue().passedOver);
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
