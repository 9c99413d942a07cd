package io.backline.messaging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A message that waits for what it speaks of. */
record EarlyMessage(String awaited, String source, String id, Instant cameAt, RawMessage raw) {

    static EarlyMessage of(ResultSet row) throws SQLException {
        return new EarlyMessage(
                row.getString("awaited"),
                row.getString("source"),
                row.getString("event_id"),
                row.getTimestamp("came_at").toInstant(),
                RawMessage.of(row));
    }
}
