package io.backline.messaging.kettle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.EventStream;
import io.backline.events.Name;
import io.backline.messaging.kettle.KettleEvent.Boiled;
import io.backline.messaging.kettle.KettleEvent.Poured;
import io.backline.messaging.kettle.KettleEvent.Whistled;
import jakarta.validation.constraints.Min;

/** What happens to kettles. */
@JsonSubTypes({
    @Type(name = "Boiled", value = Boiled.class),
    @Type(name = "Poured", value = Poured.class),
    @Type(name = "Whistled", value = Whistled.class)
})
public sealed interface KettleEvent {
    EventStream<KettleEvent> KETTLES =
            new EventStream<>("kettles", "io.kettles.", KettleEvent.class, KettleEvent::kettle, Unknown::new);

    String kettle();

    record Boiled(@Name String kettle, @Min(0) int degrees) implements KettleEvent {}

    record Poured(@Name String kettle, @Name String cup) implements KettleEvent {}

    /** Of no concern to who reads kettles here. */
    record Whistled(@Name String kettle) implements KettleEvent {}

    record Unknown(String type) implements KettleEvent {
        @Override
        public String kettle() {
            throw new IllegalStateException("an unknown event names no kettle: " + type);
        }
    }
}
