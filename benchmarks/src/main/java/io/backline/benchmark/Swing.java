package io.backline.benchmark;

import io.backline.demo.Places;
import io.backline.demo.door.Warehouse;
import io.backline.demo.invariant.Store;
import io.backline.events.WarehouseStockEvent;
import io.backline.events.WarehouseStockEvent.StockCounted;
import io.backline.events.WarehouseStockEvent.StockReceived;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The stock of one SKU goes and comes again under 10,000 orders that have all of it. */
final class Swing implements AutoCloseable {
    static final int LINES = 10_000;

    private static final Demand DEMAND = new Demand("swing", "swing", 1, 1);
    private static final String SKU = DEMAND.all().getFirst();
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(25);
    /** Looking costs something: at most a tenth of the time. */
    private static final int LOOKS_APART = 10;

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    private final Places places;
    private final Warehouse warehouse;
    private int told;

    Swing(Places places) {
        this.places = places;
        this.warehouse = places.warehouse("/benchmark/swing");
    }

    /** Every order gets the one unit it wants. */
    void begin(Intake intake) throws IOException, InterruptedException {
        receive();
        intake.place(DEMAND, LINES);
    }

    /** Seconds from a count of 0 until the order service shows that all lines wait. */
    double stockOut() throws SQLException {
        return secondsUntil(LINES, this::takeAll);
    }

    /** Seconds from a receipt of all that is missing until the order service shows that no line waits any more. */
    double release() throws SQLException {
        return secondsUntil(0, this::receive);
    }

    private void receive() {
        var now = Instant.now();
        tell(new StockReceived(SKU, WarehouseStockEvent.MAIN, LINES, now, null), now);
    }

    private void takeAll() {
        var now = Instant.now();
        tell(new StockCounted(SKU, WarehouseStockEvent.MAIN, 0, now), now);
    }

    private void tell(WarehouseStockEvent event, Instant at) {
        warehouse.tell(event, "swing-" + told++, at);
        warehouse.flush();
    }

    /** Looks for one line that does not do yet what all are to do; in the end it counts. */
    private double secondsUntil(int waiting, Runnable cause) throws SQLException {
        try (var connection = places.stores().open(Store.ORDER);
                var look = connection.prepareStatement(
                        "select exists (select from order_line where sku = ? and (backordered > 0) = ?)")) {
            look.setString(1, SKU);
            look.setBoolean(2, waiting == 0);
            var began = System.nanoTime();
            cause.run();
            for (var seen = look(look); seen.isOneLeft; seen = look(look)) {
                if (System.nanoTime() - began > PATIENCE) {
                    throw new NoFigure("of " + LINES + " lines " + waiting(connection) + " wait, not " + waiting);
                }
                LockSupport.parkNanos(Math.max(LOOK_EVERY, seen.nanos * LOOKS_APART));
            }
            var took = (System.nanoTime() - began) / 1e9;
            if (waiting(connection) != waiting) {
                throw new NoFigure("of " + LINES + " lines " + waiting(connection) + " wait, not " + waiting);
            }
            return took;
        }
    }

    private static int waiting(Connection connection) throws SQLException {
        try (var count =
                connection.prepareStatement("select count(*) from order_line where sku = ? and backordered > 0")) {
            count.setString(1, SKU);
            try (var row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private record Seen(boolean isOneLeft, long nanos) {}

    private static Seen look(PreparedStatement look) throws SQLException {
        var began = System.nanoTime();
        try (var row = look.executeQuery()) {
            row.next();
            return new Seen(row.getBoolean(1), System.nanoTime() - began);
        }
    }

    @Override
    public void close() {
        warehouse.close();
    }
}
