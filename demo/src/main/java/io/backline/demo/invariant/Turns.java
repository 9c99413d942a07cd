package io.backline.demo.invariant;

import io.backline.events.AllocationEvent;
import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.Streams;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Whether units went to the line whose turn it was. Who decides about a SKU holds its lock, and ids are UUIDv7: by their ids the events of the topic
 * {@code allocations} stand in the order of decisions, and say who waited while a line behind it was given something. Cancelled lines are left out, as when
 * inventory heard of it is not told there; and nobody may have changed a priority, as places are read at the end.
 */
public final class Turns implements AutoCloseable {
    private static final int SHOWN = 5;

    /** Within one decision lines are not told of in the order of the queue. */
    private static final Duration A_DECISION = Duration.ofSeconds(1);

    /** What the warehouse has in its hands is the line's, whoever's turn it was. */
    private static final Set<String> OUT_OF_TURN = Set.of("PICKED", "PACKED", "SHIPPED");

    private final Stores stores;
    private final Tape allocations;
    private final Set<String> read = new HashSet<>();
    private final Map<LineId, Integer> allocated = new HashMap<>();
    private final Map<String, TreeMap<Place, Waiting>> queues = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    public Turns(Stores stores, String kafka, String topicPrefix) {
        this.stores = stores;
        this.allocations = new Tape(kafka, topicPrefix + Streams.ALLOCATIONS.topic());
    }

    private record LineId(String orderId, int number) {
        @Override
        public String toString() {
            return "line " + number + " of order " + orderId;
        }
    }

    /** In the release order. The texts of ids sort as PostgreSQL sorts the ids. */
    private record Place(long releaseKey, LineId line) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::releaseKey)
                .thenComparing(place -> place.line().orderId())
                .thenComparingInt(place -> place.line().number());

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    private record Told(Instant at, LineResult result) {
        static Told of(String id, LineResult result) {
            return new Told(Instant.ofEpochMilli(UUID.fromString(id).getMostSignificantBits() >>> 16), result);
        }

        LineId line() {
            return new LineId(result.orderId().toString(), result.lineNumber());
        }

        boolean isOutOfTurn() {
            return OUT_OF_TURN.contains(Objects.requireNonNullElse(result.reason(), ""));
        }
    }

    /** A line that lacks units, and what was given meanwhile to another behind it, if anything was. */
    private static final class Waiting {
        private @Nullable Told passedBy;
    }

    /** What is broken; nothing, if all is well. */
    public List<String> check() throws SQLException {
        wrong.clear();
        var news = new TreeMap<String, LineResult>();
        allocations.readOn(record -> note(record, news));
        var places = places();
        queues.values().forEach(queue -> queue.keySet().removeIf(place -> !places.containsKey(place.line())));
        news.forEach((id, result) -> follow(Told.of(id, result), places));
        queues.values().forEach(queue -> queue.forEach(this::nameIfPassedBy));
        return wrong.isEmpty()
                ? List.of()
                : List.of("I5 is broken " + wrong.size() + " times: units go to the line whose turn it is\n    "
                        + wrong.stream().limit(SHOWN).collect(Collectors.joining("\n    ")));
    }

    private void note(ConsumerRecord<String, byte[]> record, Map<String, LineResult> news) {
        var id = Tape.header(record, "ce_id");
        if (read.add(id) && event(record) instanceof LineResult result) {
            news.put(id, result);
        }
    }

    private static AllocationEvent event(ConsumerRecord<String, byte[]> record) {
        try {
            return Streams.ALLOCATIONS.read(Tape.header(record, "ce_type"), record.value());
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot be read: " + record, unreadable);
        }
    }

    /** Of lines that queue. */
    private Map<LineId, Place> places() throws SQLException {
        var places = new HashMap<LineId, Place>();
        try (var connection = stores.open(Store.INVENTORY);
                var rows = connection.createStatement().executeQuery("""
                        select order_id, line_number, (extract(epoch from release_key) * 1000000)::bigint as release_key from line
                        where not refuse and requested = ordered
                        """)) {
            while (rows.next()) {
                var line = new LineId(rows.getString("order_id"), rows.getInt("line_number"));
                places.put(line, new Place(rows.getLong("release_key"), line));
            }
        }
        return places;
    }

    private void follow(Told told, Map<LineId, Place> places) {
        var result = told.result();
        var line = told.line();
        var gained = result.allocated() > Objects.requireNonNullElse(allocated.put(line, result.allocated()), 0);
        var place = places.get(line);
        if (place == null) {
            return;
        }
        var queue = queues.computeIfAbsent(result.sku(), sku -> new TreeMap<>());
        endOfWaiting(place, queue.remove(place), told);
        var first = queue.firstEntry();
        if (gained && !told.isOutOfTurn() && first != null && first.getKey().compareTo(place) < 0) {
            passBy(first.getValue(), told);
        }
        if (result.requested() > result.allocated()) {
            queue.put(place, new Waiting());
        }
    }

    private void endOfWaiting(Place place, @Nullable Waiting waiting, Told told) {
        var other = waiting == null ? null : waiting.passedBy;
        if (other != null && told.at().isAfter(other.at().plus(A_DECISION))) {
            name(place, other);
        }
    }

    private static void passBy(Waiting waiting, Told told) {
        if (waiting.passedBy == null) {
            waiting.passedBy = told;
        }
    }

    private void nameIfPassedBy(Place place, Waiting waiting) {
        var other = waiting.passedBy;
        if (other != null) {
            name(place, other);
            waiting.passedBy = null;
        }
    }

    private void name(Place place, Told other) {
        wrong.add("%s was given %s at %s, while %s waited before it"
                .formatted(other.line(), other.result().sku(), other.at(), place.line()));
    }

    @Override
    public void close() {
        allocations.close();
    }
}
