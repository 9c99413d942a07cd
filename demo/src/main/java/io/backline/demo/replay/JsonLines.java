package io.backline.demo.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file of JSON objects, one a line, plain or gzip, read as it is needed: one line is in memory at a time, and a line may have 10 MB. */
final class JsonLines implements AutoCloseable {
    private static final int LONGEST = 10_000_000;
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path path;
    private final CountingStream raw;
    private final InputStream text;
    private long number;

    JsonLines(Path path) throws IOException {
        this.path = path;
        this.raw = new CountingStream(Files.newInputStream(path));
        this.text = new BufferedInputStream(
                path.toString().endsWith(".gz") ? new GZIPInputStream(raw, 1 << 16) : raw, 1 << 16);
    }

    interface Use {
        void of(JsonNode line) throws BadLine, Feed.Skipped;
    }

    /** Looks through a file before it is played: a line that cannot be played is passed over, and counted when it is its turn. */
    static void each(Path path, Use use) throws IOException {
        try (var lines = new JsonLines(path)) {
            for (var more = true; more; ) {
                try {
                    var line = lines.next();
                    more = line != null;
                    if (line != null) {
                        use.of(line);
                    }
                } catch (BadLine | Feed.Skipped passedOver) {
                    continue;
                }
            }
        }
    }

    /** The next line that is not blank; {@code null} at the end. */
    @Nullable
    JsonNode next() throws BadLine {
        try {
            for (var line = readLine(); line != null; line = readLine()) {
                if (line.length > 0) {
                    return parsed(line);
                }
            }
            return null;
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "cannot read " + path + " after line " + number + ": " + broken.getMessage(), broken);
        }
    }

    private static JsonNode parsed(byte[] line) throws BadLine, IOException {
        try {
            var value = JSON.readTree(line);
            if (!value.isObject()) {
                throw new BadLine("expected a JSON object");
            }
            return value;
        } catch (JsonProcessingException notJson) {
            throw new BadLine("not JSON: " + notJson.getOriginalMessage());
        } catch (java.io.CharConversionException notText) {
            throw new BadLine("not UTF-8");
        }
    }

    private byte @Nullable [] readLine() throws IOException, BadLine {
        var line = new ByteArrayOutputStream(512);
        var tooLong = false;
        var next = text.read();
        if (next < 0) {
            return null;
        }
        number++;
        for (; next >= 0 && next != '\n'; next = text.read()) {
            tooLong |= line.size() >= LONGEST;
            if (!tooLong && next != '\r') {
                line.write(next);
            }
        }
        if (tooLong) {
            throw new BadLine("longer than 10 MB");
        }
        return line.toByteArray();
    }

    Path path() {
        return path;
    }

    /** The number of the line read last, from 1. */
    long number() {
        return number;
    }

    /** How much of the file is read, in bytes as they lie on disk. */
    long position() {
        return raw.count;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }

    private static final class CountingStream extends FilterInputStream {
        private long count;

        CountingStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count += Math.max(read, 0);
            return read;
        }
    }
}
