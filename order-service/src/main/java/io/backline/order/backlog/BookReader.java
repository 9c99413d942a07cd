package io.backline.order.backlog;

import io.agroal.api.AgroalDataSource;
import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** Reads the whole Book from the database, as of one moment: millions of rows, in PostgreSQL's binary COPY format. */
@ApplicationScoped
class BookReader {
    private static final int BUFFER = 1 << 16;

    private final AgroalDataSource dataSource;

    BookReader(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    Book read() throws SQLException {
        var book = new Book();
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set transaction isolation level repeatable read, read only");
            orders(connection, book);
            lines(connection, book);
            visits(connection, book);
            connection.commit();
        }
        for (var order = 0; order < book.orders.size(); order++) {
            book.close(order);
        }
        return book;
    }

    private static void orders(Connection connection, Book book) throws SQLException {
        copy(
                connection,
                "select order_id, channel, customer_id, currency, priority, placed_at, need_by, version from orders",
                row -> book.place(
                        row.id(),
                        row.text(),
                        row.text(),
                        row.text(),
                        Priority.valueOf(row.text()),
                        row.time(),
                        row.timeIfAny(),
                        row.number()));
    }

    private static void lines(Connection connection, Book book) throws SQLException {
        copy(
                connection,
                "select order_id, line_number, sku, unit_price::text from order_line",
                row -> book.addLine(book.find(row.id()), row.number(), row.text(), new BigDecimal(row.text())));
    }

    private static void visits(Connection connection, Book book) throws SQLException {
        copy(
                connection,
                "select order_id, line_number, stage, location, units, entered_at, left_at from stage_visit",
                row -> book.addVisit(
                        book.line(book.find(row.id()), row.number()),
                        BacklogStage.valueOf(row.text()),
                        row.textIfAny(),
                        row.number(),
                        row.micros(),
                        row.microsIfAny()));
    }

    private interface RowReader {
        void read(Row row);
    }

    private static void copy(Connection connection, String query, RowReader reader) throws SQLException {
        var sql = "copy (" + query + ") to stdout (format binary)";
        try (var in = new PGCopyInputStream(connection.unwrap(PGConnection.class), sql)) {
            var row = new Row(new DataInputStream(new BufferedInputStream(in, BUFFER)));
            while (row.next()) {
                reader.read(row);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /**
     * One row after the other. A header of 19 bytes, then of each row the number of its fields (-1: no more rows), and of each field its length (-1: null) and
     * bytes; see "Binary Format" of COPY in PostgreSQL's manual.
     */
    private static final class Row {
        private static final int SIGNATURE_AND_FLAGS = 15;
        /** PostgreSQL counts from 2000-01-01. */
        private static final long EPOCH = Book.micros(Instant.parse("2000-01-01T00:00:00Z"));

        private final DataInputStream in;

        Row(DataInputStream in) throws IOException {
            this.in = in;
            in.skipNBytes(SIGNATURE_AND_FLAGS);
            in.skipNBytes(in.readInt());
        }

        boolean next() throws IOException {
            return in.readShort() >= 0;
        }

        UUID id() {
            try {
                in.readInt();
                return new UUID(in.readLong(), in.readLong());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        int number() {
            try {
                in.readInt();
                return in.readInt();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        String text() {
            var text = textIfAny();
            if (text == null) {
                throw new IllegalStateException("a text is missing");
            }
            return text;
        }

        @Nullable
        String textIfAny() {
            try {
                var length = in.readInt();
                return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        long micros() {
            return microsIfAny();
        }

        long microsIfAny() {
            try {
                return in.readInt() < 0 ? Book.NEVER : EPOCH + in.readLong();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        Instant time() {
            return Book.instant(micros());
        }

        @Nullable
        Instant timeIfAny() {
            var micros = microsIfAny();
            return micros == Book.NEVER ? null : Book.instant(micros);
        }
    }
}
