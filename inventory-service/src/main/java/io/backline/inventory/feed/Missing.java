package io.backline.inventory.feed;

import io.backline.events.StockEvent.StockFeedGap;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** What a source skipped: the first ranges of numbers by name, and how many numbers are missing in how many ranges more. */
record Missing(String source, String sku, List<Range> named, BigDecimal more, long moreRanges) {
    /** A source may number as sparsely as it likes: a report has an end. */
    static final int RANGES_NAMED = 5;

    record Range(long first, long last) {
        boolean isOneNumber() {
            return first == last;
        }

        @Override
        public String toString() {
            return isOneNumber() ? Long.toString(first) : first + " to " + last;
        }
    }

    StockFeedGap report() {
        return new StockFeedGap(sku, sentence(), null, source);
    }

    private String sentence() {
        var events = named.size() == 1 && named.getFirst().isOneNumber() && moreRanges == 0 ? "event " : "events ";
        var ranges = named.stream().map(Range::toString).collect(Collectors.joining(", "));
        return "missing: " + events + ranges + rest();
    }

    private String rest() {
        return moreRanges == 0 ? "" : " and " + more.toPlainString() + " more in " + moreRanges + " ranges";
    }
}
