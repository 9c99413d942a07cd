package io.backline.messaging;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** Rows of one statement, bound as one array a column. */
public final class Rows<S, T> {
    private final S statement;
    private final BiConsumer<String, Argument> parameters;
    private final Collection<T> rows;

    private Rows(S statement, BiConsumer<String, Argument> parameters, Collection<T> rows) {
        this.statement = statement;
        this.parameters = parameters;
        this.rows = rows;
    }

    public static <S extends SqlStatement<S>, T> Rows<S, T> of(S statement, Collection<T> rows) {
        return new Rows<>(statement, statement::bind, rows);
    }

    static <T> Rows<RoundTrip.Statement, T> of(RoundTrip.Statement statement, Collection<T> rows) {
        return new Rows<>(statement, statement::bind, rows);
    }

    public S statement() {
        return statement;
    }

    /** What a row has in a column. */
    public interface Column<T, V> {
        @Nullable
        V of(T row);
    }

    public Rows<S, T> ids(String name, Column<T, UUID> column) {
        return bind(name, "uuid", new UUID[rows.size()], column);
    }

    /** Enums by their names; what is no text in the table is cast in the SQL. */
    public Rows<S, T> texts(String name, Column<T, Object> column) {
        return bind(name, "text", new String[rows.size()], row -> {
            var value = column.of(row);
            return value == null ? null : value.toString();
        });
    }

    public Rows<S, T> numbers(String name, Column<T, Integer> column) {
        return bind(name, "int4", new Integer[rows.size()], column);
    }

    public Rows<S, T> positions(String name, Column<T, Long> column) {
        return bind(name, "int8", new Long[rows.size()], column);
    }

    public Rows<S, T> flags(String name, Column<T, Boolean> column) {
        return bind(name, "bool", new Boolean[rows.size()], column);
    }

    public Rows<S, T> amounts(String name, Column<T, BigDecimal> column) {
        return bind(name, "numeric", new BigDecimal[rows.size()], column);
    }

    public Rows<S, T> bytes(String name, Column<T, byte[]> column) {
        return bind(name, "bytea", new byte[rows.size()][], column);
    }

    /** Rows of one moment mostly stand together: it is written as text once. */
    public Rows<S, T> times(String name, Column<T, Instant> column) {
        return bind(name, "timestamptz", new String[rows.size()], new Column<>() {
            private @Nullable Instant last;
            private @Nullable String text;

            @Override
            public @Nullable String of(T row) {
                var time = column.of(row);
                if (time != null && !time.equals(last)) {
                    last = time;
                    text = time.toString();
                }
                return time == null ? null : text;
            }
        });
    }

    private <V> Rows<S, T> bind(String name, String sqlType, @Nullable V[] values, Column<T, V> column) {
        var next = 0;
        for (var row : rows) {
            values[next++] = column.of(row);
        }
        parameters.accept(name, Values.array(sqlType, values));
        return this;
    }
}
