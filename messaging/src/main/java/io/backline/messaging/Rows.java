package io.backline.order.order;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rows of one statement, bound as one array a column. */
record Rows<S extends SqlStatement<S>, T>(S statement, Collection<T> rows) {

    /** What a row has in a column. */
    interface Column<T> {
        @Nullable
        Object of(T row);
    }

    Rows<S, T> ids(String name, Column<T> column) {
        return bind(name, UUID.class, column);
    }

    /** Enums by their names; what is no text in the table is cast in the SQL. */
    Rows<S, T> texts(String name, Column<T> column) {
        return bind(name, String.class, row -> {
            var value = column.of(row);
            return value == null ? null : value.toString();
        });
    }

    Rows<S, T> numbers(String name, Column<T> column) {
        return bind(name, Integer.class, column);
    }

    Rows<S, T> positions(String name, Column<T> column) {
        return bind(name, Long.class, column);
    }

    Rows<S, T> amounts(String name, Column<T> column) {
        return bind(name, BigDecimal.class, column);
    }

    Rows<S, T> times(String name, Column<T> column) {
        return bind(name, Instant.class, column);
    }

    private Rows<S, T> bind(String name, Class<?> type, Column<T> column) {
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        for (var row : rows) {
            values.add(column.of(row));
        }
        statement.bindArray(name, type, values);
        return this;
    }
}
