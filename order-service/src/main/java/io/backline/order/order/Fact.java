package io.backline.order.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.backline.events.EventStream;
import io.backline.events.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** Something that happened to an order: when, what, and why; the detail is the event or its like as JSON. */
record Fact(
        @JsonIgnore UUID orderId,
        Instant at,
        String what,
        String cause,
        @JsonRawValue String detail) {

    static <E> Fact of(UUID orderId, Instant at, EventStream<E> stream, E event, String cause) {
        return of(orderId, at, stream.typeOf(event).substring(stream.prefix().length()), cause, event);
    }

    static Fact of(UUID orderId, Instant at, String what, String cause, Object detail) {
        return new Fact(orderId, at, what, cause, new String(Json.write(detail), StandardCharsets.UTF_8));
    }
}
