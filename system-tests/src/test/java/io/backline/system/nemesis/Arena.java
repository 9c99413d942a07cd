package io.backline.system.nemesis;

import io.backline.demo.invariant.Quiet.Rest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** A site that is traded with, and the judge who looks at it when all is quiet. What was started is ended. */
final class Arena implements AutoCloseable {
    private final Site site;
    private final Trade trade;
    private final Judge judge;

    Arena(Site site) throws Exception {
        this.site = site;
        Runtime.getRuntime().addShutdownHook(new Thread(this::endSite));
        try {
            site.start();
            trade = new Trade(site);
            judge = new Judge(site, trade);
        } catch (Exception notStarted) {
            endSite();
            throw notStarted;
        }
        trade.begin();
    }

    Site site() {
        return site;
    }

    Trade trade() {
        return trade;
    }

    Judge judge() {
        return judge;
    }

    /** Pauses trade until nothing is underway any more, or nothing moves any more, and tells what is left. */
    Rest comeToRest(Duration patience, Duration standstill) throws InterruptedException, SQLException {
        trade.pause(patience);
        site.awaitReady(patience);
        return judge.awaitQuiet(standstill);
    }

    private void endSite() {
        try {
            site.end();
        } catch (IOException notEnded) {
            System.err.println("The nemesis could not end what it started: " + notEnded);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try (judge) {
            trade.end();
        } finally {
            endSite();
        }
    }
}
