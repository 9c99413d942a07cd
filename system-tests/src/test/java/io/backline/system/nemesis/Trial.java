package io.backline.system.nemesis;

import io.backline.demo.invariant.Quiet.Rest;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Trades on a site of its own in rounds, and lets the judge look after each, until it has found something of what it looks for or has had its time. */
final class Trial implements AutoCloseable {
    private static final Duration A_ROUND = Duration.ofSeconds(5);
    private static final Duration MOST = Duration.ofSeconds(90);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A starved service, too, does something within this time. */
    private static final Duration STANDSTILL = Duration.ofMinutes(2);

    private final Arena arena;
    private final Round round;

    /** What is done besides trading. */
    interface Round {
        void spice(Site site, Trade trade) throws Exception;
    }

    /** What was found, and how soon after trade had begun. */
    record Outcome(List<Finding> findings, Duration after) {}

    static Trial of(PlantedBug bug, Path folder) throws Exception {
        return new Trial(new Site(folder, bug::javaOptionsOf), (site, trade) -> bug.trouble()
                .make(site, trade, bug.service()));
    }

    /** Of services as they are. */
    static Trial ofNothing(Path folder) throws Exception {
        return new Trial(new Site(folder, service -> List.of()), (site, trade) -> {});
    }

    private Trial(Site site, Round round) throws Exception {
        this.arena = new Arena(site);
        this.round = round;
    }

    /** Looks for one thing only, so that nothing else is taken for it. */
    Outcome find(Predicate<Finding> wanted, boolean mailMayRepeat) throws Exception {
        var began = System.nanoTime();
        for (var traded = Duration.ZERO; traded.compareTo(MOST) < 0; traded = traded.plus(A_ROUND)) {
            arena.trade().open();
            round.spice(arena.site(), arena.trade());
            TimeUnit.MILLISECONDS.sleep(A_ROUND.toMillis());
            var findings = findings(mailMayRepeat).stream().filter(wanted).toList();
            if (!findings.isEmpty()) {
                return new Outcome(findings, Duration.ofNanos(System.nanoTime() - began));
            }
        }
        return new Outcome(List.of(), Duration.ofNanos(System.nanoTime() - began));
    }

    /** The judge compares only when all is quiet. */
    private List<Finding> findings(boolean mailMayRepeat) throws InterruptedException, SQLException {
        var rest = arena.comeToRest(PATIENCE, STANDSTILL);
        return rest.isNothing() ? arena.judge().check(mailMayRepeat) : stuck(rest);
    }

    /** What does not drain, although nobody does anything any more. */
    private static List<Finding> stuck(Rest rest) {
        var stuck = new ArrayList<Finding>();
        if (rest.outbox() > 0) {
            stuck.add(new Finding("waiting", "I9: the outboxes drain: " + rest.outbox() + " events stay"));
        }
        if (rest.unread() > 0) {
            stuck.add(new Finding("waiting", "I13: what comes is handled: " + rest.unread() + " records stay unread"));
        }
        if (rest.notices() > 0) {
            stuck.add(new Finding("waiting", "I6: notices are sent: " + rest.notices() + " stay waiting"));
        }
        return stuck;
    }

    @Override
    public void close() {
        arena.close();
    }
}
