package io.backline.benchmark;

import org.jspecify.annotations.Nullable;

/** All that is measured: its key in the JSON, what it says, and what it must reach. */
enum Figure {
    FLOOR("floor", "/s", "orders as one prepared statement each, straight into PostgreSQL", null),
    ACCEPTED("accepted", "/s", "orders by POST, answered 201", atLeast(0.15, FLOOR)),
    END_TO_END("endToEnd", "/s", "orders until every line is answered", atLeast(0.10, FLOOR)),
    HOT("hot", "/s", "the same, all on one SKU", atLeast(0.8, END_TO_END)),
    BULK("bulk", "/s", "orders by NDJSON", atLeast(0.4, FLOOR)),
    ACCEPTED_P99("acceptedP99Millis", "ms", "POST to 201 at half load", atMost(30)),
    ANSWERED_P50("answeredP50Millis", "ms", "POST to answered at half load", atMost(40)),
    ANSWERED_P99("answeredP99Millis", "ms", "POST to answered at half load", atMost(200)),
    RELEASE("releaseSeconds", "s", "a receipt that releases 10,000 waiting lines", atMost(2.0)),
    STOCK_OUT("stockOut10kSeconds", "s", "a count of 0 that takes back 10,000 lines", atMost(3.0)),
    CPU("cpuMillisPerOrder", "ms", "CPU of all processes, end to end", atMost(1.6)),
    NOTICES("noticesPerMinute", "/min", "mails handed over", atLeast(20_000)),
    IDLE_MEMORY("idleRssMiB", "MiB", "all processes, before any load", atMost(1_400)),
    LOADED_MEMORY("loadedRssMiB", "MiB", "all processes, at most, after load", atMost(2_200)),
    READY("readySeconds", "s", "start on fresh data until ready", atMost(15)),
    GROWTH("growth", "×", "endToEnd in a store that has grown ÷ when empty", atLeast(0.85));

    final String key;
    final String unit;
    final String meaning;
    final @Nullable Goal goal;

    Figure(String key, String unit, String meaning, @Nullable Goal goal) {
        this.key = key;
        this.unit = unit;
        this.meaning = meaning;
        this.goal = goal;
    }

    /** A bound, or a share of another figure of the same session. */
    record Goal(double bound, @Nullable Figure of, boolean isCeiling) {
        boolean isReachedBy(double value, double reference) {
            return isCeiling ? value <= bound * reference : value >= bound * reference;
        }
    }

    private static Goal atLeast(double share, Figure of) {
        return new Goal(share, of, false);
    }

    private static Goal atLeast(double bound) {
        return new Goal(bound, null, false);
    }

    private static Goal atMost(double bound) {
        return new Goal(bound, null, true);
    }
}
