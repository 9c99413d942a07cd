package io.backline.inventory.feed;

import io.backline.events.EventStream;
import io.backline.events.Streams;
import io.backline.messaging.CloudEvent;
import io.backline.messaging.EventReader;
import io.backline.messaging.InvalidEvent;
import io.backline.messaging.KafkaDoor.Guest;
import io.backline.web.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Finds the stream of a warehouse's event and its key, and everything that is wrong with it: at this door nothing is taken on trust. */
@ApplicationScoped
class WarehouseEvents {
    private static final List<EventStream<?>> STREAMS = List.of(Streams.WAREHOUSE_STOCK, Streams.WAREHOUSE_FULFILMENT);

    private final EventReader reader;

    WarehouseEvents(EventReader reader) {
        this.reader = reader;
    }

    /** All of them or none: a violation names the index in a batch, and the field. */
    List<Guest> of(List<CloudEvent> events, boolean isBatch) throws InvalidEvent {
        var guests = new ArrayList<Guest>(events.size());
        var wrong = new ArrayList<Violation>();
        for (var index = 0; index < events.size(); index++) {
            try {
                guests.add(guest(events.get(index)));
            } catch (InvalidEvent invalid) {
                var at = isBatch ? "[" + index + "]." : "";
                invalid.violations()
                        .forEach(violation -> wrong.add(new Violation(at + violation.field(), violation.reason())));
            }
        }
        if (!wrong.isEmpty()) {
            throw new InvalidEvent(wrong);
        }
        return guests;
    }

    private Guest guest(CloudEvent event) throws InvalidEvent {
        for (var stream : STREAMS) {
            if (reader.isKnown(stream, event)) {
                return guest(stream, event);
            }
        }
        throw new InvalidEvent("type", "must be one of io.backline.warehouse.*, as the contract lists them");
    }

    private <E> Guest guest(EventStream<E> stream, CloudEvent event) throws InvalidEvent {
        try {
            return new Guest(stream, stream.keyOf(reader.read(stream, event)), event);
        } catch (InvalidEvent invalid) {
            throw new InvalidEvent(invalid.violations().stream()
                    .map(violation -> new Violation(inData(violation.field()), violation.reason()))
                    .toList());
        }
    }

    private static String inData(String field) {
        return field.isEmpty() || field.equals("data") ? "data" : "data." + field;
    }
}
