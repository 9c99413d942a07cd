package io.backline.messaging;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A dead letter as operators see it: in a list without the message, alone with it. What is no text is shown as Base64 only. */
public record DeadLetterView(
        UUID id,
        String topic,
        int partition,
        long offset,
        Outcome outcome,
        @Nullable String field,
        String reason,
        Instant at,
        @Nullable Instant replayedAt,
        @Nullable String key,
        @Nullable Map<String, String> headers,
        @Nullable String value,
        @Nullable String valueBase64) {

    static DeadLetterView listed(ResultSet row) throws SQLException {
        return of(row, null, null, null);
    }

    static DeadLetterView whole(ResultSet row) throws SQLException {
        var raw = RawMessage.of(row);
        var headers = new LinkedHashMap<String, String>();
        raw.headers().forEach(header -> headers.put(header.name(), String.valueOf(shown(header.value()))));
        var value = raw.value();
        return value == null
                ? of(row, headers, null, null)
                : of(row, headers, RawMessage.text(value), Base64.getEncoder().encodeToString(value));
    }

    private static DeadLetterView of(
            ResultSet row, @Nullable Map<String, String> headers, @Nullable String value, @Nullable String valueBase64)
            throws SQLException {
        var replayedAt = row.getTimestamp("replayed_at");
        return new DeadLetterView(
                row.getObject("id", UUID.class),
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("offset"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("field"),
                row.getString("reason"),
                row.getTimestamp("at").toInstant(),
                replayedAt == null ? null : replayedAt.toInstant(),
                shown(row.getBytes("key")),
                headers,
                value,
                valueBase64);
    }

    private static @Nullable String shown(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }
}
