package io.backline.benchmark;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    ACCEPTED_WITH_VISITS(
            "acceptedWithVisits", "×", "accepted ÷ accepted where stage visits are left out", atLeast(0.9)),
    END_TO_END_WITH_VISITS("endToEndWithVisits", "×", "endToEnd ÷ endToEnd where they are left out", atLeast(0.9)),
    GROWTH("growth", "×", "endToEnd in a store that has grown ÷ when empty", atLeast(0.85)),
    BACKLOG("backlogP99Millis", "ms", "GET /backlog in that store under 200 orders/s", atMost(150)),
    BACKLOG_BY("backlogByP99Millis", "ms", "GET /backlog?by=", atMost(150)),
    AS_OF("asOfP99Millis", "ms", "GET /backlog?asOf=", atMost(500)),
    FLOW("flowP99Millis", "ms", "GET /backlog/flow of 90 days", atMost(500)),
    AGEING("ageingP99Millis", "ms", "GET /backlog/ageing", atMost(500)),
    BACKLOG_READ("backlogReadSeconds", "s", "start of order-service until GET /backlog answers", null),
    BACKLOG_MEMORY("backlogRssMiB", "MiB", "order-service, once it has read that store", null);

    static final Set<Figure> OF_VISITS = EnumSet.of(ACCEPTED_WITH_VISITS, END_TO_END_WITH_VISITS);
    static final Set<Figure> OF_BACKLOG =
            EnumSet.of(BACKLOG, BACKLOG_BY, AS_OF, FLOW, AGEING, BACKLOG_READ, BACKLOG_MEMORY);

    /** What several have in common, by which they can be asked for together. */
    private static final Map<String, Set<Figure>> GROUPS = Map.of("visits", OF_VISITS, "backlog", OF_BACKLOG);

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

    /** The figure of this key, or those of this group; none if there is no such key. */
    static Set<Figure> named(String key) {
        return Stream.concat(
                        GROUPS.getOrDefault(key, Set.of()).stream(),
                        Arrays.stream(values()).filter(figure -> figure.key.equals(key)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Figure.class)));
    }

    /** Those of a session that is not told what to measure: a group takes as long as they do together, and is asked for by itself. */
    static Set<Figure> usual() {
        var usual = EnumSet.allOf(Figure.class);
        GROUPS.values().forEach(usual::removeAll);
        return usual;
    }

    /** The usual ones but for what takes too long for a quick session. */
    static Set<Figure> quick() {
        var quick = usual();
        quick.remove(GROWTH);
        return quick;
    }

    /** What can be asked for. */
    static Stream<String> keys() {
        return Stream.concat(
                Arrays.stream(values()).map(figure -> figure.key),
                GROUPS.keySet().stream().sorted());
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
