package io.backline.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.backline.events.EventStream;
import io.backline.messaging.RawMessage.RawHeader;
import io.backline.web.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Reads records of Kafka as events of a stream, in binary or structured mode. */
@ApplicationScoped
class Intake {
    /** Stands for text that is none; printable nowhere, so that every check of the contract refuses it. */
    private static final String NOT_UTF_8 = "\uFFFF";

    private final EventReader events;

    Intake(EventReader events) {
        this.events = events;
    }

    <E> Incoming<E> read(ConsumerRecord<byte[], byte[]> record, EventStream<E> stream) {
        var headers = new ArrayList<RawHeader>();
        for (var header : record.headers()) {
            headers.add(new RawHeader(header.key(), header.value()));
        }
        var raw = new RawMessage(
                stream.topic(), record.partition(), record.offset(), record.key(), headers, record.value());
        return read(raw, Instant.ofEpochMilli(record.timestamp()), stream);
    }

    /** As far as a header can tell. */
    static boolean passesOver(ConsumerRecord<byte[], byte[]> record, EventStream<?> stream) {
        var type = record.headers().lastHeader("ce_type");
        return type != null && type.value() != null && stream.passesOver(new String(type.value(), UTF_8));
    }

    <E> Incoming<E> read(RawMessage raw, Instant cameAt, EventStream<E> stream) {
        return tombstone(raw, cameAt, stream).orElseGet(() -> event(raw, cameAt, stream));
    }

    /** A tombstone has no attributes; where it lies is its identity. */
    private static <E> Optional<Incoming<E>> tombstone(RawMessage raw, Instant cameAt, EventStream<E> stream) {
        var key = utf8(raw.key());
        if (raw.value() != null || key == null || key.equals(NOT_UTF_8)) {
            return Optional.empty();
        }
        return stream.tombstone(key)
                .map(erased -> new Message<>(
                        erased, "/kafka/" + raw.topic(), raw.partition() + "@" + raw.offset(), cameAt, null, raw))
                .map(message -> Incoming.of(message, true));
    }

    private <E> Incoming<E> event(RawMessage raw, Instant cameAt, EventStream<E> stream) {
        try {
            var type = isStructured(raw) ? null : text(raw, "ce_type");
            if (type != null && stream.passesOver(type)) {
                return Incoming.passedOver(raw, number(raw));
            }
            var event = cloudEvent(raw);
            if (stream.passesOver(event.type())) {
                return Incoming.passedOver(raw, number(raw));
            }
            var time = event.time() == null ? cameAt : event.time();
            var message =
                    new Message<>(events.read(stream, event), event.source(), event.id(), time, event.sequence(), raw);
            return Incoming.of(message, events.isKnown(stream, event));
        } catch (InvalidEvent invalid) {
            return Incoming.broken(raw, number(raw), invalid.violations());
        } catch (RuntimeException unreadable) {
            return Incoming.broken(raw, number(raw), List.of(new Violation("data", unreadable.toString())));
        }
    }

    private static CloudEvent cloudEvent(RawMessage raw) throws InvalidEvent {
        if (raw.value() != null && isStructured(raw)) {
            return CloudEvent.structured(raw.value());
        }
        return CloudEvent.binary(text(raw, "content-type"), name -> text(raw, "ce_" + name), raw.value());
    }

    private static boolean isStructured(RawMessage raw) {
        return CloudEvent.isStructured(text(raw, "content-type"));
    }

    private static @Nullable Numbered number(RawMessage raw) {
        return raw.value() != null && isStructured(raw)
                ? CloudEvent.number(raw.value())
                : CloudEvent.number(name -> text(raw, "ce_" + name));
    }

    private static @Nullable String text(RawMessage raw, String name) {
        String found = null;
        for (var header : raw.headers()) {
            if (header.name().equalsIgnoreCase(name)) {
                found = utf8(header.value());
            }
        }
        return found;
    }

    private static @Nullable String utf8(byte @Nullable [] bytes) {
        return bytes == null ? null : Objects.requireNonNullElse(RawMessage.text(bytes), NOT_UTF_8);
    }
}
