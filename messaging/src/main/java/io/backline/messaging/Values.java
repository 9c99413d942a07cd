package io.backline.messaging;

import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/**
 * Values to be bound: one, or many as one array, for {@code = any(:name)} and {@code unnest(:name)}. The driver sends an array in its short binary form if the
 * Java array has the element's own class; JDBI's own arrays are looked up by type at each call, which takes longer than the rest.
 */
public final class Values {
    private Values() {}

    public static Argument text(String text) {
        return (position, statement, context) -> statement.setString(position, text);
    }

    public static Argument number(int number) {
        return (position, statement, context) -> statement.setInt(position, number);
    }

    public static Argument ids(Collection<UUID> ids) {
        return array("uuid", ids.toArray(UUID[]::new));
    }

    public static Argument texts(Collection<String> texts) {
        return array("text", texts.toArray(String[]::new));
    }

    public static Argument numbers(Collection<Integer> numbers) {
        return array("int4", numbers.toArray(Integer[]::new));
    }

    public static Argument positions(Collection<Long> positions) {
        return array("int8", positions.toArray(Long[]::new));
    }

    static Argument array(String sqlType, @Nullable Object[] values) {
        return (position, statement, context) ->
                statement.setArray(position, statement.getConnection().createArrayOf(sqlType, values));
    }
}
