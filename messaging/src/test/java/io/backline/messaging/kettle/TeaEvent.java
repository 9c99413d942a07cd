package io.backline.messaging.kettle;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.EventStream;
import io.backline.messaging.kettle.TeaEvent.TeaMade;

/** What becomes of it. */
@JsonSubTypes({@Type(name = "TeaMade", value = TeaMade.class)})
public sealed interface TeaEvent {
    EventStream<TeaEvent> TEAS =
            new EventStream<>("teas", "io.kettles.", TeaEvent.class, TeaEvent::kettle, Unknown::new);

    String kettle();

    record TeaMade(String kettle, long number) implements TeaEvent {}

    record Unknown(String type) implements TeaEvent {
        @Override
        public String kettle() {
            throw new IllegalStateException("an unknown event names no kettle: " + type);
        }
    }
}
