package io.backline.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a list, and the cursor of the next part if there is one. */
public record Page<T>(List<T> items, @Nullable String next) {

    /** The first {@code limit} of rows that were read with {@code limit + 1}: the one too many says that there is more. */
    public static <T> Page<T> of(List<T> oneMoreThanAsked, int limit, Function<T, Cursor> cursorOf) {
        if (oneMoreThanAsked.size() <= limit) {
            return new Page<>(oneMoreThanAsked, null);
        }
        var items = List.copyOf(oneMoreThanAsked.subList(0, limit));
        return new Page<>(items, cursorOf.apply(items.getLast()).toString());
    }

    /** The same part shown otherwise. */
    public <R> Page<R> map(Function<? super T, ? extends R> show) {
        return new Page<>(items.stream().<R>map(show).toList(), next);
    }
}
