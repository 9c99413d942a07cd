package io.backline.messaging;

import io.backline.web.Violation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record as far as it could be understood: a message, or what is wrong with it. */
record Incoming<E>(
        RawMessage raw,
        @Nullable Message<E> message,
        @Nullable Numbered number,
        boolean known,
        List<Violation> wrong) {

    static <E> Incoming<E> of(Message<E> message, boolean known) {
        var sequence = message.sequence();
        var number = sequence == null ? null : new Numbered(message.source(), sequence);
        return new Incoming<>(message.raw(), message, number, known, List.of());
    }

    static <E> Incoming<E> broken(RawMessage raw, @Nullable Numbered number, List<Violation> wrong) {
        return new Incoming<>(raw, null, number, false, wrong);
    }

    /** Of a type that does not concern its reader. */
    static <E> Incoming<E> passedOver(RawMessage raw, @Nullable Numbered number) {
        return new Incoming<>(raw, null, number, true, List.of());
    }

    boolean isPassedOver() {
        return message == null && known;
    }

    /** Understood, and of a type that somebody here may act upon. */
    boolean isForUs() {
        return message != null && known;
    }

    Message<E> understood() {
        return Objects.requireNonNull(message);
    }
}
