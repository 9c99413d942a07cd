package io.backline.messaging;

import io.backline.web.Violation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record as far as it could be understood: a message, or what is wrong with it. */
record Incoming<E>(RawMessage raw, @Nullable Message<E> message, boolean known, List<Violation> wrong) {

    /** Understood, and of a type that somebody here may act upon. */
    boolean isForUs() {
        return message != null && known;
    }

    Message<E> understood() {
        return Objects.requireNonNull(message);
    }
}
