package io.backline.benchmark;

import io.backline.demo.invariant.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The store of a shop that has been open for a while, written straight into the tables of all three services: posting a million orders would take longer than
 * anybody waits. The invariants hold over it, so a table that changed and was forgotten here is found.
 */
final class Growth {
    /** The first of these SKUs is the one that the lines wait for. */
    static final Demand DEMAND = new Demand("growth", "grown", 1_000, 3);

    private static final Duration AGE = Duration.ofDays(29);

    private final Stores stores;
    private final Instant first = Instant.now().minus(AGE);

    Growth(Stores stores) {
        this.stores = stores;
    }

    /** How many orders there are, and how many of the open ones wait. */
    record Size(int closed, int open, int waiting) {
        static final Size FULL = new Size(1_000_000, 200_000, 50_000);
    }

    void generate(Size size) throws SQLException, IOException {
        execute(size, stores.orderUrl(), "grown-orders.sql");
        execute(size, stores.inventoryUrl(), "grown-inventory.sql");
        execute(size, stores.notificationUrl(), "grown-notification.sql");
    }

    private void execute(Size size, String url, String script) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(url, stores.user(), stores.password());
                var statement = connection.createStatement()) {
            statement.execute(filledIn(size, read("grown.sql") + read(script)));
        }
    }

    private String filledIn(Size size, String script) {
        var between = AGE.dividedBy(size.closed() + size.open() + 1);
        return script.replace(":closed", String.valueOf(size.closed()))
                .replace(":open", String.valueOf(size.open()))
                .replace(":waiting", String.valueOf(size.waiting()))
                .replace(":skus", String.valueOf(DEMAND.skus()))
                .replace(":first", String.valueOf(first.toEpochMilli()))
                .replace(":between", String.valueOf(between.toMillis()));
    }

    private static String read(String script) throws IOException {
        try (var in = Objects.requireNonNull(Growth.class.getResourceAsStream(script), script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
