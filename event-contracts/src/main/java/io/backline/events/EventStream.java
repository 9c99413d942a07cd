package io.backline.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One topic, one key, one writer, one sealed interface. The wire name of an event is its {@code ce_type}: {@code prefix + name}, where the name stands
 * in the interface's {@link JsonSubTypes}, never derived from a class name.
 */
public final class EventStream<E> {
    private final String topic;
    private final String prefix;
    private final Function<E, String> key;
    private final Function<String, E> unknown;
    private final Map<String, Class<? extends E>> classes;
    private final Map<Class<?>, String> types;
    private final @Nullable Function<String, E> tombstone;
    private final Set<String> others;

    public EventStream(
            String topic, String prefix, Class<E> events, Function<E, String> key, Function<String, E> unknown) {
        this.topic = topic;
        this.prefix = prefix;
        this.key = key;
        this.unknown = unknown;
        this.classes = Arrays.stream(events.getAnnotation(JsonSubTypes.class).value())
                .collect(Collectors.toUnmodifiableMap(
                        type -> prefix + type.name(), type -> type.value().asSubclass(events)));
        this.types = classes.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));
        this.tombstone = null;
        this.others = Set.of();
    }

    private EventStream(EventStream<E> other, @Nullable Function<String, E> tombstone, Set<String> others) {
        this.topic = other.topic;
        this.prefix = other.prefix;
        this.key = other.key;
        this.unknown = other.unknown;
        this.classes = other.classes;
        this.types = other.types;
        this.tombstone = tombstone;
        this.others = others;
    }

    /** The same stream, where a record without value says that nothing of its key is valid any more. */
    EventStream<E> erasable(Function<String, E> tombstone) {
        return new EventStream<>(this, tombstone, others);
    }

    /** The same stream for a reader that acts upon these events alone: it need not look into the others. */
    public EventStream<E> only(Set<Class<? extends E>> events) {
        return new EventStream<>(
                this,
                tombstone,
                classes.entrySet().stream()
                        .filter(type -> !events.contains(type.getValue()))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Known here, and of no concern to this reader. */
    public boolean passesOver(String type) {
        return others.contains(type);
    }

    public String topic() {
        return topic;
    }

    /** What every {@code ce_type} of this stream begins with. */
    public String prefix() {
        return prefix;
    }

    /** The record classes of this stream by their full {@code ce_type}. */
    public Map<String, Class<? extends E>> types() {
        return classes;
    }

    public String keyOf(E event) {
        return key.apply(event);
    }

    public String typeOf(E event) {
        var type = types.get(event.getClass());
        if (type == null) {
            throw new IllegalArgumentException("no wire name for " + event.getClass());
        }
        return type;
    }

    public byte[] write(E event) {
        return Json.write(event);
    }

    /** Reads the data of an event; a type that a newer writer may know reads as the stream's {@code Unknown}. */
    public E read(String type, byte[] data) throws IOException {
        var known = classes.get(type);
        return known == null ? unknown.apply(type) : Json.read(data, known);
    }

    /** What a record without value means; on most streams it means nothing and is broken. */
    public Optional<E> tombstone(String key) {
        return tombstone == null ? Optional.empty() : Optional.of(tombstone.apply(key));
    }

    @Override
    public String toString() {
        return topic;
    }
}
