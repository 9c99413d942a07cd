package io.backline.demo.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One input file as happenings, in the order of its lines. A line that cannot be played is counted with its number and reason, and the next one is read. */
final class Feed implements Timeline.Source {
    private final JsonLines lines;
    private final Reading reading;
    private final Tally tally;
    private @Nullable Happening head;

    /** How one kind of file is read. */
    interface Reading {
        Happening read(JsonNode line) throws BadLine, Skipped;
    }

    /** A line that is fine and tells nothing to play; the message says why. */
    static final class Skipped extends Exception {
        Skipped(String reason) {
            super(reason, null, false, false);
        }
    }

    Feed(JsonLines lines, Reading reading, Tally tally) {
        this.lines = lines;
        this.reading = reading;
        this.tally = tally;
        advance();
    }

    @Override
    public @Nullable Happening head() {
        return head;
    }

    @Override
    public void advance() {
        head = null;
        while (head == null) {
            try {
                var line = lines.next();
                if (line == null) {
                    return;
                }
                head = reading.read(line);
            } catch (Skipped nothing) {
                tally.skipped(String.valueOf(nothing.getMessage()));
            } catch (BadLine bad) {
                tally.badLine(lines.path(), lines.number(), String.valueOf(bad.getMessage()));
            }
        }
    }

    @Override
    public long position() {
        return lines.position();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
