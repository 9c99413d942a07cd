package io.backline.benchmark;

import io.backline.demo.invariant.Stores;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The store of a shop that has been open for a year, written straight into the tables of all three services: posting a million orders would take longer than
 * anybody waits. Orders stand in every stage, some of them in several, and every unit of a line has been somewhere at any time since it was ordered. The
 * invariants hold over it, so a table that changed and was forgotten here is found.
 */
final class GrownStore {
    private static final Duration AGE = Duration.ofDays(365);

    private final Stores stores;
    private final Size size;
    private final Instant now = Instant.now();

    GrownStore(Stores stores, Size size) {
        this.stores = stores;
        this.size = size;
    }

    /** How many orders there are, and how many of them are open. A line of every fourth that is open waits for the first SKU. */
    record Size(int orders, int open) {
        int skus() {
            return Math.max(40, orders / 50);
        }

        int customers() {
            return orders / 10 * 3;
        }
    }

    /** Orders of three lines on so many of its SKUs; all but the first of these are there. */
    Demand demand(String channel, int skus) {
        return new Demand(channel, "grown", Math.min(skus, size.skus()), 3);
    }

    private record Part(String url, String... scripts) {}

    /** Each table by one session, the longest first. */
    void generate() throws InterruptedException {
        var parts = List.of(
                new Part(stores.orderUrl(), "grown-visits.sql"),
                new Part(stores.orderUrl(), "grown-orders.sql", "grown-lines.sql"),
                new Part(stores.inventoryUrl(), "grown-inventory.sql"),
                new Part(stores.notificationUrl(), "grown-notification.sql"));
        atOnce(parts, this::write);
        atOnce(List.of(stores.orderUrl(), stores.inventoryUrl(), stores.notificationUrl()), this::vacuum);
    }

    private interface Work<T> {
        void on(T part) throws SQLException, IOException;
    }

    private static <T> void atOnce(List<T> parts, Work<T> work) throws InterruptedException {
        try (var sessions = Executors.newFixedThreadPool(parts.size())) {
            var done = sessions.invokeAll(parts.stream()
                    .map(part -> (Callable<T>) () -> {
                        work.on(part);
                        return part;
                    })
                    .toList());
            for (var part : done) {
                await(part);
            }
        }
    }

    private void write(Part part) throws SQLException, IOException {
        try (var connection = DriverManager.getConnection(part.url, stores.user(), stores.password());
                var statement = connection.createStatement()) {
            statement.execute(filledIn(read("grown.sql")));
            for (var script : part.scripts) {
                statement.execute(filledIn(read(script)));
            }
        }
    }

    /** As a store is left that grew over a year: else autovacuum comes to millions of rows at once while something is measured. */
    private void vacuum(String url) throws SQLException {
        try (var connection = DriverManager.getConnection(url, stores.user(), stores.password());
                var statement = connection.createStatement()) {
            statement.execute("vacuum (analyze)");
        }
    }

    private static void await(Future<?> part) throws InterruptedException {
        try {
            part.get();
        } catch (ExecutionException failed) {
            throw new NoFigure("the store cannot be written: " + failed.getCause());
        }
    }

    private String filledIn(String script) {
        var between = AGE.dividedBy(size.orders() + 1);
        return script.replace(":orders", String.valueOf(size.orders()))
                .replace(":open", String.valueOf(size.open()))
                .replace(":skus", String.valueOf(size.skus()))
                .replace(":customers", String.valueOf(size.customers()))
                .replace(":first", now.minus(AGE).toEpochMilli() + "::bigint")
                .replace(":now", now.toEpochMilli() + "::bigint")
                .replace(":between", String.valueOf(between.toMillis()));
    }

    private static String read(String script) throws IOException {
        try (var in = Objects.requireNonNull(GrownStore.class.getResourceAsStream(script), script)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
