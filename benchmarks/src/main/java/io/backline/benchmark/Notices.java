package io.backline.benchmark;

import io.backline.demo.invariant.Store;
import io.backline.demo.invariant.Stores;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How fast notices that are all due at once leave as mails. */
final class Notices {
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private final Stores stores;
    private final long before;

    /** Counts those that are sent from now on. */
    Notices(Stores stores) throws SQLException {
        this.stores = stores;
        this.before = sent();
    }

    private long sent() throws SQLException {
        return stores.number(Store.NOTIFICATION, "select count(*) from notice where state = 'SENT'");
    }

    /** Waits for so many, and answers from the time between the first and the last of them. */
    double perMinute(int expected) throws SQLException {
        var began = System.nanoTime();
        while (sent() - before < expected) {
            if (System.nanoTime() - began > PATIENCE) {
                throw new NoFigure(sent() - before + " notices were sent, not " + expected);
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
        var millis = stores.number(Store.NOTIFICATION, """
                select extract(epoch from max(sent_at) - min(sent_at)) * 1000
                from (select sent_at from notice where state = 'SENT' order by sent_at desc limit %d) as last
                """.formatted(expected));
        return expected / (millis / 60_000.0);
    }
}
