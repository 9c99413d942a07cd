package io.backline.demo.replay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several files as one stream in event-time order: one line of each is in memory. Within a file the order of its lines stands, also where its times go back. */
final class Timeline implements AutoCloseable {
    private static final Comparator<Happening> FIRST =
            Comparator.comparing(Happening::at).thenComparing(Timeline::rank);

    private final List<Source> sources = new ArrayList<>();

    /** Happenings in an order that stands. */
    interface Source extends AutoCloseable {
        /** What happens next; {@code null} at the end. */
        @Nullable
        Happening head();

        void advance();

        /** Bytes read. */
        long position();

        @Override
        void close() throws IOException;
    }

    void add(Source source) {
        sources.add(source);
    }

    /** What happens next over all files; {@code null} at the end. */
    @Nullable
    Happening next() {
        Source first = null;
        Happening next = null;
        for (var source : sources) {
            var head = source.head();
            if (head != null && (next == null || FIRST.compare(head, next) < 0)) {
                first = source;
                next = head;
            }
        }
        if (first != null) {
            first.advance();
        }
        return next;
    }

    /** Bytes read of all files. */
    long position() {
        return sources.stream().mapToLong(Source::position).sum();
    }

    private static int rank(Happening happening) {
        return switch (happening) {
            case Happening.StockChanged stock -> 0;
            case Happening.OrderPlaced order -> 1;
            case Happening.StageReached stage -> 2;
        };
    }

    @Override
    public void close() throws IOException {
        for (var source : sources) {
            source.close();
        }
    }
}
