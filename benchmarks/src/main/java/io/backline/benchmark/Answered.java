package io.backline.benchmark;

import io.backline.demo.invariant.Store;
import io.backline.demo.invariant.Stores;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Sees when the order service shows each order answered. It looks where the service looks, into its database, every few milliseconds with one statement for
 * all: a request an order would be a load of its own.
 */
final class Answered implements Runnable {
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(4);

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(5);

    private final Stores stores;
    private final Queue<Posted> posted = new ConcurrentLinkedQueue<>();
    private final Histogram micros = Load.histogram();
    private volatile boolean isAllPosted;

    private record Posted(UUID orderId, long due) {}

    Answered(Stores stores) {
        this.stores = stores;
    }

    void await(UUID orderId, long due) {
        posted.add(new Posted(orderId, due));
    }

    void allPosted() {
        isAllPosted = true;
    }

    /** Microseconds from when an order was due to be posted until it was answered; after {@link #run} has ended. */
    Histogram micros() {
        return micros;
    }

    @Override
    public void run() {
        var waiting = new HashMap<UUID, Long>();
        try (var connection = stores.open(Store.ORDER);
                var look = connection.prepareStatement(
                        "select order_id from orders where order_id = any (?) and stage <> 'AWAITING_ALLOCATION'")) {
            while (!isAllPosted || !posted.isEmpty() || !waiting.isEmpty() && isPatient(waiting)) {
                for (var one = posted.poll(); one != null; one = posted.poll()) {
                    waiting.put(one.orderId(), one.due());
                }
                look(look, waiting);
                LockSupport.parkNanos(LOOK_EVERY);
            }
        } catch (SQLException failed) {
            throw new NoFigure("the orders cannot be seen: " + failed.getMessage());
        }
    }

    private static boolean isPatient(Map<UUID, Long> waiting) {
        return System.nanoTime() - Collections.min(waiting.values()) < PATIENCE;
    }

    private void look(PreparedStatement look, Map<UUID, Long> waiting) throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        look.setArray(
                1, look.getConnection().createArrayOf("uuid", waiting.keySet().toArray()));
        try (var answered = look.executeQuery()) {
            var now = System.nanoTime();
            while (answered.next()) {
                var due = waiting.remove(answered.getObject(1, UUID.class));
                if (due != null) {
                    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(now - due));
                }
            }
        }
    }
}
