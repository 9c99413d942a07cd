package io.backline.messaging;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.backline.messaging.RawMessage.RawHeader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Headers as the database keeps them: a JSON array of names and Base64 values, because any byte may stand in them. */
final class Headers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Headers() {}

    static byte[] write(List<RawHeader> headers) {
        try {
            return JSON.writeValueAsBytes(headers);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static List<RawHeader> read(byte[] headers) {
        try {
            return JSON.readValue(headers, new TypeReference<>() {});
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
