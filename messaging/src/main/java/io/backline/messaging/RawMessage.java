package io.backline.messaging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record of Kafka, byte for byte, so that it can be sent once more exactly as it came. The topic is the contract's, without a prefix. */
public record RawMessage(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        List<RawHeader> headers,
        byte @Nullable [] value) {

    public record RawHeader(String name, byte @Nullable [] value) {}

    /** As both {@code dead_letter} and {@code early_message} keep it. */
    static RawMessage of(ResultSet row) throws SQLException {
        return new RawMessage(
                row.getString("topic"),
                row.getInt("partition"),
                row.getLong("offset"),
                row.getBytes("key"),
                Headers.read(row.getBytes("headers")),
                row.getBytes("value"));
    }

    /** Null if the bytes are no text. */
    static @Nullable String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }

    @Override
    public String toString() {
        return topic + "-" + partition + "@" + offset;
    }
}
