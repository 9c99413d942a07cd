package io.backline.order.console;

import org.jspecify.annotations.Nullable;

/** What was answered, or why it was not. */
record Answer<T>(@Nullable T found, @Nullable String trouble) {
    static <T> Answer<T> of(T found) {
        return new Answer<>(found, null);
    }

    static <T> Answer<T> trouble(String trouble) {
        return new Answer<>(null, trouble);
    }

    /** It answered, and has nothing of the kind. */
    static <T> Answer<T> nothing() {
        return new Answer<>(null, null);
    }
}
