package io.backline.order.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.backline.events.EventStream;
import io.backline.events.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened to an order: when, what, why, and what it changed; the detail is the event or its like as JSON, the effect a list of {@link Effect}. */
public record Fact(
        @JsonIgnore UUID orderId,
        Instant at,
        String what,
        String cause,
        @JsonRawValue String detail,
        @JsonRawValue @Nullable String effect) {

    static <E> Fact of(UUID orderId, Instant at, EventStream<E> stream, E event, String cause) {
        return of(orderId, at, stream.typeOf(event).substring(stream.prefix().length()), cause, event);
    }

    static Fact of(UUID orderId, Instant at, String what, String cause, Object detail) {
        return new Fact(orderId, at, what, cause, json(detail), null);
    }

    Fact with(List<Effect> effects) {
        return effects.isEmpty() ? this : new Fact(orderId, at, what, cause, detail, json(effects));
    }

    private static String json(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }
}
