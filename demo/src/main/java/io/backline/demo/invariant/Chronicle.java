package io.backline.demo.invariant;

import io.backline.events.BacklogStage;
import io.backline.events.OrderEvent;
import io.backline.events.OrderEvent.OrderPlaced;
import io.backline.events.OrderEvent.OrderReadyToPick;
import io.backline.events.OrderEvent.OrderStageChanged;
import io.backline.events.Streams;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What the topic {@code orders} tells of each order, read on from where it was read before. An event may come again after a crash; told once each, the events
 * of an order stand in the order they were decided, without a gap, and end where the order is.
 */
public final class Chronicle implements AutoCloseable {
    private static final int SHOWN = 5;

    private final Stores stores;
    private final Tape orders;
    private final Map<String, Story> stories = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();

    public Chronicle(Stores stores, String kafka, String topicPrefix) {
        this.stores = stores;
        this.orders = new Tape(kafka, topicPrefix + Streams.ORDERS.topic());
    }

    private static final class Story {
        private final Set<UUID> told = new HashSet<>();
        private @Nullable UUID last;
        private @Nullable BacklogStage stage;
        private int revision;
        private boolean placed;
    }

    /** What is broken; nothing, if all is well. */
    public List<String> check() throws SQLException {
        wrong.clear();
        orders.readOn(this::tell);
        compareWithStore();
        return wrong.isEmpty()
                ? List.of()
                : List.of("I8, I9 is broken " + wrong.size()
                        + " times: the events of an order tell its story once and in order\n    "
                        + wrong.stream().limit(SHOWN).collect(Collectors.joining("\n    ")));
    }

    private void tell(ConsumerRecord<String, byte[]> record) {
        var id = UUID.fromString(Tape.header(record, "ce_id"));
        var story = stories.computeIfAbsent(record.key(), order -> new Story());
        if (!story.told.add(id)) {
            return;
        }
        var last = story.last;
        if (last != null && millis(id) < millis(last)) {
            wrong.add("%s: %s was decided before %s and is told after it".formatted(record.key(), id, last));
        }
        story.last = id;
        tell(story, event(record), record);
    }

    private void tell(Story story, OrderEvent event, ConsumerRecord<String, byte[]> record) {
        if (!story.placed && !(event instanceof OrderPlaced)) {
            wrong.add(record.key() + ": begins with " + event);
        }
        switch (event) {
            case OrderPlaced again when story.placed -> wrong.add(record.key() + ": is placed twice");
            case OrderPlaced placed -> story.placed = true;
            case OrderStageChanged changed -> {
                if (changed.from() != story.stage) {
                    wrong.add("%s: leaves %s, and was in %s".formatted(record.key(), changed.from(), story.stage));
                }
                story.stage = changed.to();
            }
            case OrderReadyToPick list -> {
                if (list.revision() != story.revision + 1) {
                    wrong.add("%s: pick list %d follows %d".formatted(record.key(), list.revision(), story.revision));
                }
                story.revision = list.revision();
            }
            default -> {} // tells nothing of order or stage
        }
    }

    private void compareWithStore() throws SQLException {
        for (var order : stores.rows(Store.ORDER, "select order_id, stage from orders")) {
            var story = stories.get(String.valueOf(order.get("order_id")));
            var told = story == null ? "nothing" : String.valueOf(story.stage);
            if (!told.equals(order.get("stage"))) {
                wrong.add("%s: is %s, and %s is told".formatted(order.get("order_id"), order.get("stage"), told));
            }
        }
    }

    private static OrderEvent event(ConsumerRecord<String, byte[]> record) {
        try {
            return Streams.ORDERS.read(Tape.header(record, "ce_type"), record.value());
        } catch (IOException unreadable) {
            throw new IllegalStateException("cannot be read: " + record, unreadable);
        }
    }

    /** Ids are UUIDv7: they begin with when they were made. Within a millisecond replicas do not know of each other. */
    private static long millis(UUID id) {
        return id.getMostSignificantBits() >>> 16;
    }

    @Override
    public void close() {
        orders.close();
    }
}
