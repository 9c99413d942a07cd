package io.backline.demo.invariant;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Checks invariants against the databases. Rows are streamed: a store of millions of orders needs no more memory than a small one. */
final class Check {
    private static final int SHOWN = 5;
    private static final int FETCHED = 2_000;

    private final Stores stores;

    Check(Stores stores) {
        this.stores = stores;
    }

    Optional<Violation> of(Invariant invariant) throws SQLException {
        var found = new Found();
        switch (invariant) {
            case Invariant.NoRow none -> none(none, found);
            case Invariant.SameRows same -> same(same, found);
        }
        return found.rows == 0 ? Optional.empty() : Optional.of(new Violation(invariant, found.rows, found.examples));
    }

    private void none(Invariant.NoRow none, Found found) throws SQLException {
        try (var connection = stores.open(none.store());
                var rows = stream(connection, none.query())) {
            while (rows.next()) {
                found.add(() -> told(rows));
            }
        }
    }

    /** Walks both results side by side, as a merge join. */
    private void same(Invariant.SameRows same, Found found) throws SQLException {
        try (var left = stores.open(same.left());
                var right = stores.open(same.right());
                var leftRows = stream(left, same.leftQuery());
                var rightRows = stream(right, same.rightQuery())) {
            var l = next(leftRows);
            var r = next(rightRows);
            while (l != null || r != null) {
                var order = l == null ? 1 : r == null ? -1 : l.key().compareTo(r.key());
                var mine = order <= 0 ? l : null;
                var theirs = order >= 0 ? r : null;
                if (mine == null || theirs == null || !mine.value().equals(theirs.value())) {
                    found.add(() -> told(same.left(), mine) + ", " + told(same.right(), theirs));
                }
                l = order <= 0 ? next(leftRows) : l;
                r = order >= 0 ? next(rightRows) : r;
            }
        }
    }

    private static ResultSet stream(Connection connection, String query) throws SQLException {
        connection.setAutoCommit(false);
        var statement = connection.createStatement();
        statement.setFetchSize(FETCHED);
        statement.closeOnCompletion();
        return statement.executeQuery(query);
    }

    private record Row(String key, String value) {}

    private static @Nullable Row next(ResultSet rows) throws SQLException {
        return rows.next() ? new Row(rows.getString(1), String.valueOf(rows.getString(2))) : null;
    }

    private static String told(ResultSet row) throws SQLException {
        var told = new StringJoiner(", ");
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            told.add(row.getMetaData().getColumnLabel(i) + " " + row.getString(i));
        }
        return told.toString();
    }

    private static String told(Store store, @Nullable Row row) {
        return store + " " + (row == null ? "has nothing" : "says " + row.key() + " = " + row.value());
    }

    private static final class Found {
        private final List<String> examples = new ArrayList<>();
        private long rows;

        void add(Example example) throws SQLException {
            if (++rows <= SHOWN) {
                examples.add(example.told());
            }
        }
    }

    private interface Example {
        String told() throws SQLException;
    }
}
