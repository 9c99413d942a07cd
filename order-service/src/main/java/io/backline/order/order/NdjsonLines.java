package io.backline.order.order;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads NDJSON line by line. Of a line that is too long only the fact is kept, so that no body takes more memory than one line may. */
final class NdjsonLines {
    private final InputStream body;
    private final int longest;
    private final byte[] buffer = new byte[64 * 1024];
    private int next;
    private int end;
    private long number;

    NdjsonLines(InputStream body, int longest) {
        this.body = body;
        this.longest = longest;
    }

    record NumberedLine(long number, byte[] json, boolean isTooLong) {
        boolean isBlank() {
            for (var b : json) {
                if (b != ' ' && b != '\t' && b != '\r') {
                    return false;
                }
            }
            return !isTooLong;
        }
    }

    /** The next line that is not blank; null at the end. */
    @Nullable
    NumberedLine next() throws IOException {
        while (hasMore()) {
            var line = read();
            if (!line.isBlank()) {
                return line;
            }
        }
        return null;
    }

    /** Whether the sender has sent more than was read, so that reading on will not wait. */
    boolean isMoreWaiting() throws IOException {
        return next < end || body.available() > 0;
    }

    private boolean hasMore() throws IOException {
        if (next == end) {
            next = 0;
            end = Math.max(0, body.read(buffer));
        }
        return next < end;
    }

    private NumberedLine read() throws IOException {
        var line = new ByteArrayOutputStream();
        var tooLong = false;
        while (hasMore()) {
            var until = next;
            while (until < end && buffer[until] != '\n') {
                until++;
            }
            tooLong |= line.size() + until - next > longest;
            if (tooLong) {
                line.reset();
            } else {
                line.write(buffer, next, until - next);
            }
            next = Math.min(until + 1, end);
            if (until < end) {
                break;
            }
        }
        return new NumberedLine(++number, line.toByteArray(), tooLong);
    }
}
