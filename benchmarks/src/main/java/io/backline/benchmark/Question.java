package io.backline.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asked of the backlog, and which figure the time until the answer counts for. */
record Question(String name, @Nullable Figure figure, Function<Instant, String> path) {
    private static final Question BACKLOG = fixed("", Figure.BACKLOG);
    private static final Question FLOW = new Question(
            "/flow of 90 days",
            Figure.FLOW,
            now -> path("/flow?from=" + before(now, 90) + "&to=" + before(now, 0) + "&step=P1D"));
    private static final Question AGEING = fixed("/ageing", Figure.AGEING);

    /** In this order, again and again. The pairs that are alike make that no figure stands on few answers. */
    static final List<Question> ROUND = List.of(
            BACKLOG,
            by("channel"),
            FLOW,
            by("sku"),
            AGEING,
            asOf(30),
            by("customer"),
            fixed("/forecast", null),
            BACKLOG,
            by("location"),
            FLOW,
            by("age"),
            AGEING,
            asOf(200),
            by("priority"),
            fixed("/bottleneck", null));

    /** Each of them once. */
    static List<Question> all() {
        return ROUND.stream().distinct().toList();
    }

    private static Question by(String group) {
        return fixed("?by=" + group, Figure.BACKLOG_BY);
    }

    private static Question asOf(int days) {
        return new Question("?asOf= " + days + " days ago", Figure.AS_OF, now -> path("?asOf=" + before(now, days)));
    }

    private static Question fixed(String query, @Nullable Figure figure) {
        return new Question(query, figure, now -> path(query));
    }

    private static String path(String query) {
        return "/api/v1/backlog" + query;
    }

    private static Instant before(Instant now, int days) {
        return now.truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(days));
    }
}
