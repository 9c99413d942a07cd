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

    private final List<Feed> feeds = new ArrayList<>();

    void add(Feed feed) {
        feeds.add(feed);
    }

    /** What happens next over all files; {@code null} at the end. */
    @Nullable
    Happening next() {
        Feed first = null;
        Happening next = null;
        for (var feed : feeds) {
            var head = feed.head();
            if (head != null && (next == null || FIRST.compare(head, next) < 0)) {
                first = feed;
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
        return feeds.stream().mapToLong(Feed::position).sum();
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
        for (var feed : feeds) {
            feed.close();
        }
    }
}
