package io.backline.system.nemesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;

/** What the health pages of all services must say while a fault lasts. */
enum Health {
    /** Nothing is asked: it passes too soon, or hurts some replicas only. */
    WHATEVER,
    /** They do part of their work, such as to take orders, until what waits is too old. */
    ALIVE,
    /** They serve all the same: a mail may be late, an order is not. */
    READY,
    /** They cannot serve. */
    UNREADY;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int UNAVAILABLE = 503;

    /**
     * Who does not tell the truth in time. None is to be started again because something else is away. Who does not answer says nothing, neither that it
     * is ready nor that it is not.
     */
    List<String> lies(Site site) throws InterruptedException {
        var lies = new ArrayList<String>();
        switch (this) {
            case WHATEVER -> {
                return lies;
            }
            case ALIVE -> {}
            case READY ->
                untilNone(site, Replica::readiness, status -> status == UNAVAILABLE)
                        .forEach((liar, status) -> lies.add("says that it is not ready: " + liar));
            case UNREADY ->
                untilNone(site, Replica::readiness, status -> status != UNAVAILABLE)
                        .forEach((liar, status) ->
                                lies.add("does not say that it is not ready: %s answers %d".formatted(liar, status)));
        }
        untilNone(site, Replica::liveness, status -> status == UNAVAILABLE)
                .forEach((liar, status) -> lies.add("asks to be started again: " + liar));
        return lies;
    }

    /** Whose page was wrong to the end, and its status then; 0 if there was no answer. */
    private static Map<Replica, Integer> untilNone(Site site, ToIntFunction<Replica> page, IntPredicate wrong)
            throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var left = new LinkedHashMap<Replica, Integer>();
            for (var replica : site.replicas()) {
                var status = page.applyAsInt(replica);
                if (wrong.test(status)) {
                    left.put(replica, status);
                }
            }
            if (left.isEmpty() || System.nanoTime() > until) {
                return left;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
