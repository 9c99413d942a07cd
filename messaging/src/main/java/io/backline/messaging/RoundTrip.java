package io.backline.messaging;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database in one message, and their answers that come back in one: two processes wait for each other once and not a dozen times.
 * They are done in the order in which they were added, each sees what those before it did and what others had committed when its turn came, as if it had been
 * sent alone. The first that fails is the last.
 */
public final class RoundTrip {
    /** A parameter, but no cast and nothing between quotes. */
    private static final Pattern PARAMETER = Pattern.compile("'[^']*'|(?<!:):([a-zA-Z]\\w*)");

    /** As many as a service has: which statements go together depends on what there is to do. */
    private static final int MOST_TEXTS = 1_000;

    private static final Map<List<String>, String> TEXTS = new ConcurrentHashMap<>();

    private final List<Statement> statements = new ArrayList<>();

    /** What is made of the row at which a result stands. */
    public interface Making<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** What is done with the row at which a result stands. */
    public interface Taking {
        void take(ResultSet row) throws SQLException;
    }

    /** The rows that a statement gives. */
    public static final class Answer<T> {
        private final List<T> rows = new ArrayList<>();
        private boolean isHere;

        /** In their order, once the round trip was made. */
        public List<T> rows() {
            if (!isHere) {
                throw new IllegalStateException("nobody has asked yet");
            }
            return rows;
        }
    }

    /** One of the statements, with the values of its parameters. */
    public static final class Statement {
        private final String sql;
        private final boolean isSent;
        private final Map<String, Argument> values = new HashMap<>();
        private @Nullable Taking taking;
        private Runnable end = () -> {};

        private Statement(String sql, boolean isSent) {
            this.sql = sql;
            this.isSent = isSent;
        }

        public Statement bind(String name, Argument value) {
            values.put(name, value);
            return this;
        }

        /** Takes the rows that it gives one by one, before those of the statements after it. */
        public void each(Taking taking) {
            this.taking = taking;
        }

        public <T> Answer<T> map(Making<T> making) {
            var answer = new Answer<T>();
            each(row -> answer.rows.add(making.of(row)));
            end = () -> answer.isHere = true;
            answer.isHere = !isSent;
            return answer;
        }

        /** What the statement gives and nobody wants is passed over. */
        private void read(PreparedStatement made) throws SQLException {
            if (taking != null) {
                var result = made.getResultSet();
                if (result == null) {
                    throw new IllegalStateException("this gives no rows: " + sql);
                }
                while (result.next()) {
                    taking.take(result);
                }
            }
            end.run();
            made.getMoreResults();
        }
    }

    public Statement add(String sql) {
        var statement = new Statement(sql, true);
        statements.add(statement);
        return statement;
    }

    /** A statement about these rows; without any it is not sent, and gives none. */
    public <T> Rows<Statement, T> add(String sql, Collection<T> rows) {
        return Rows.of(rows.isEmpty() ? new Statement(sql, false) : add(sql), rows);
    }

    /** Sends what was added since the last time, within the transaction if there is one. */
    public void make(Jdbi jdbi) {
        if (statements.isEmpty()) {
            return;
        }
        var sent = List.copyOf(statements);
        statements.clear();
        jdbi.useHandle(handle -> {
            try (var query = handle.createQuery(text(sent))) {
                for (var number = 0; number < sent.size(); number++) {
                    bind(query, sent.get(number), number);
                }
                query.execute((making, context) -> {
                    var made = making.get();
                    for (var statement : sent) {
                        statement.read(made);
                    }
                    return sent;
                });
            }
        });
    }

    private static void bind(Query query, Statement statement, int number) {
        statement.values.forEach((name, value) -> query.bind(name + "_" + number, value));
    }

    /** One text for the same statements, so that the driver and the server know it again. */
    private static String text(List<Statement> statements) {
        var texts = statements.stream().map(statement -> statement.sql).toList();
        var known = TEXTS.get(texts);
        if (known != null) {
            return known;
        }
        var text = IntStream.range(0, texts.size())
                .mapToObj(number -> numbered(texts.get(number), number))
                .collect(Collectors.joining(";\n"));
        if (TEXTS.size() < MOST_TEXTS) {
            TEXTS.put(texts, text);
        }
        return text;
    }

    private static String numbered(String sql, int number) {
        return PARAMETER
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) == null ? found.group() : ":" + found.group(1) + "_" + number));
    }
}
