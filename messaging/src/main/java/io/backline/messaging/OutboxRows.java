package io.backline.messaging;

import io.backline.messaging.RawMessage.RawHeader;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The outbox as the relay sees it, through the one connection that holds its leadership. */
@Singleton
class OutboxRows {
    private static final int BATCH = 1_000;
    private static final int BATCH_BYTES = 16 * 1024 * 1024;
    private static final byte[] VERSION = bytes("1.0");
    private static final byte[] JSON = bytes("application/json");

    private final byte[] source;

    OutboxRows(@ConfigProperty(name = "quarkus.application.name") String application) {
        this.source = bytes("/" + application);
    }

    record Stored(long position, String topic, byte @Nullable [] key, List<RawHeader> headers, byte @Nullable [] data) {

        ProducerRecord<byte[], byte[]> record(String topicHere) {
            var record = new ProducerRecord<byte[], byte[]>(topicHere, key, data);
            for (var header : headers) {
                record.headers().add(header.name(), header.value());
            }
            return record;
        }
    }

    /** As many of the oldest rows as make a good batch; a large one comes alone. */
    List<Stored> oldest(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("""
                select position, topic, key, id, type, time, headers, data
                from (select *, sum(octet_length(data)) over (order by position) - octet_length(data) as before
                      from (select * from outbox order by position limit ?) as oldest) as measured
                where coalesce(before, 0) < ?
                order by position
                """)) {
            query.setInt(1, BATCH);
            query.setInt(2, BATCH_BYTES);
            query.setFetchSize(0);
            try (var row = query.executeQuery()) {
                var rows = new ArrayList<Stored>();
                while (row.next()) {
                    rows.add(new Stored(
                            row.getLong("position"),
                            row.getString("topic"),
                            row.getBytes("key"),
                            headers(row),
                            row.getBytes("data")));
                }
                return rows;
            }
        }
    }

    boolean mayBeMoreThan(List<Stored> batch) {
        return batch.size() == BATCH
                || batch.stream().mapToInt(OutboxRows::size).sum() >= BATCH_BYTES;
    }

    void delete(Connection connection, List<Long> positions) throws SQLException {
        try (var delete = connection.prepareStatement("delete from outbox where position = any(?)")) {
            delete.setArray(1, connection.createArrayOf("int8", positions.toArray(Long[]::new)));
            delete.executeUpdate();
        }
    }

    /** Deleted rows stay, and are passed on the way to the oldest, until they are swept out. Autovacuum comes once a minute: to a hundred thousand of them. */
    void sweep(Connection connection) throws SQLException {
        try (var sweep = connection.createStatement()) {
            sweep.execute("vacuum (skip_locked, truncate off, index_cleanup on) outbox");
        }
    }

    /** A row that can never be published moves to the dead letters: neither lost nor in the way of all others. */
    void putAside(Connection connection, Stored row, String reason) throws SQLException {
        var raw = new RawMessage(row.topic(), -1, row.position(), row.key(), row.headers(), row.data());
        var deadLetter = DeadLetter.of(raw, Outcome.DEAD_LETTER, null, "could not be published: " + reason);
        try (var move = connection.prepareStatement("""
                with gone as (delete from outbox where position = ?)
                insert into dead_letter (id, topic, partition, "offset", key, headers, value, outcome, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)) {
            move.setLong(1, row.position());
            move.setObject(2, deadLetter.id());
            move.setString(3, raw.topic());
            move.setInt(4, raw.partition());
            move.setLong(5, raw.offset());
            move.setBytes(6, raw.key());
            move.setBytes(7, Headers.write(raw.headers()));
            move.setBytes(8, raw.value());
            move.setString(9, deadLetter.outcome().name());
            move.setString(10, deadLetter.reason());
            move.executeUpdate();
        }
    }

    private List<RawHeader> headers(ResultSet row) throws SQLException {
        var copied = row.getBytes("headers");
        if (copied != null) {
            return Headers.read(copied);
        }
        var type = row.getString("type");
        if (type == null) {
            return List.of();
        }
        var time = row.getObject("time", OffsetDateTime.class);
        return List.of(
                new RawHeader("ce_specversion", VERSION),
                new RawHeader("ce_id", bytes(row.getObject("id", UUID.class).toString())),
                new RawHeader("ce_source", source),
                new RawHeader("ce_type", bytes(type)),
                new RawHeader(
                        "ce_time",
                        bytes(time.withOffsetSameInstant(ZoneOffset.UTC)
                                .toInstant()
                                .toString())),
                new RawHeader("content-type", JSON));
    }

    private static int size(Stored row) {
        return row.data() == null ? 0 : row.data().length;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
