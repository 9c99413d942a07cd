package io.backline.system.nemesis;

import io.backline.demo.invariant.Quiet.Rest;
import java.io.IOException;
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

    private final Site site;
    private final Trade trade;
    private final Judge judge;
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
        this.site = site;
        this.round = round;
        Runtime.getRuntime().addShutdownHook(new Thread(this::abandon));
        try {
            site.start();
        } catch (Exception notStarted) {
            abandon();
            throw notStarted;
        }
        this.trade = new Trade(site);
        this.judge = new Judge(site, trade);
    }

    /** Looks for one thing only, so that nothing else is taken for it. */
    Outcome find(Predicate<Finding> wanted, boolean mailMayRepeat) throws Exception {
        trade.begin();
        var began = System.nanoTime();
        for (var traded = Duration.ZERO; traded.compareTo(MOST) < 0; traded = traded.plus(A_ROUND)) {
            trade.open();
            round.spice(site, trade);
            TimeUnit.MILLISECONDS.sleep(A_ROUND.toMillis());
            trade.pause(PATIENCE);
            site.awaitReady(PATIENCE);
            var findings = findings(mailMayRepeat).stream().filter(wanted).toList();
            if (!findings.isEmpty()) {
                return new Outcome(findings, Duration.ofNanos(System.nanoTime() - began));
            }
        }
        return new Outcome(List.of(), Duration.ofNanos(System.nanoTime() - began));
    }

    /** The judge compares only when all is quiet. */
    private List<Finding> findings(boolean mailMayRepeat) throws SQLException {
        var rest = judge.awaitQuiet(STANDSTILL);
        return rest.isNothing() ? judge.check(mailMayRepeat) : stuck(rest);
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

    private void abandon() {
        try {
            site.end();
        } catch (IOException notEnded) {
            System.err.println("A trial could not end what it started: " + notEnded);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        trade.end();
        judge.close();
        abandon();
    }
}
