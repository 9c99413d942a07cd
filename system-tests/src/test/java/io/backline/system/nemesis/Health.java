package io.backline.system.nemesis;

import static java.util.function.Predicate.not;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

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
                untilNone(site, Replica::saysUnready).forEach(liar -> lies.add("says that it is not ready: " + liar));
            case UNREADY ->
                untilNone(site, not(Replica::saysUnready))
                        .forEach(liar -> lies.add(
                                "does not say that it is not ready: %s answers %d".formatted(liar, liar.readiness())));
        }
        untilNone(site, Replica::saysDead).forEach(liar -> lies.add("asks to be started again: " + liar));
        return lies;
    }

    private static List<Replica> untilNone(Site site, Predicate<Replica> wrong) throws InterruptedException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var left = site.replicas().stream().filter(wrong).toList();
            if (left.isEmpty() || System.nanoTime() > until) {
                return left;
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
