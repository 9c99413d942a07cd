package io.backline.messaging;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows turned into columns, to be bound as one array each. */
public final class Columns {
    private Columns() {}

    public static <T> List<@Nullable Object> of(List<T> rows, Function<T, @Nullable Object> column) {
        var values = new ArrayList<@Nullable Object>(rows.size());
        for (var row : rows) {
            values.add(column.apply(row));
        }
        return values;
    }
}
