package io.backline.benchmark;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The least that a durable order can cost on this PostgreSQL: one statement, one transaction, no service around it. What the services reach is held against
 * it, so that the figures of different machines can be compared.
 */
final class Floor {
    private static final int SKUS = 1_000;
    private static final int LINES = 3;
    private static final byte[] EVENT = "{\"orderId\": \"\"}".repeat(30).getBytes(StandardCharsets.UTF_8);

    private static final String TABLES = """
            create table placed (order_id uuid primary key, channel text not null, external_id text not null, placed_at timestamptz not null);
            create table line (order_id uuid, line_number int, sku text not null, quantity int not null, primary key (order_id, line_number));
            create table stock (sku text primary key, available bigint not null);
            create table outbox (position bigint generated always as identity primary key, topic text not null, key bytea not null, data bytea not null);
            insert into stock select 'sku-' || n, 1000000000 from generate_series(1, %d) as n;
            analyze;
            """.formatted(SKUS);

    private static final String PLACE = """
            with head as (
                insert into placed (order_id, channel, external_id, placed_at) values (?, 'floor', ?, now())
            ), lines as (
                insert into line (order_id, line_number, sku, quantity)
                select ?, number, sku, 1 from unnest(?::text[]) with ordinality as wanted (sku, number)
            ), taken as (
                update stock set available = available - 1
                where sku in (select sku from stock where sku = any (?::text[]) order by sku for update)
            )
            insert into outbox (topic, key, data) values ('orders', ?, ?)
            """;

    private final String server;
    private final String user;
    private final String password;

    /** {@code url} names any database of the server. */
    Floor(String url, String user, String password) {
        this.server = url.substring(0, url.lastIndexOf('/') + 1);
        this.user = user;
        this.password = password;
    }

    /** Orders per second. The tables are gone afterwards. */
    double measure(int connections, Duration warmUp, Duration time) throws SQLException, InterruptedException {
        execute("postgres", "create database floor");
        try {
            execute("floor", TABLES);
            run(connections, warmUp);
            return run(connections, time) / (time.toNanos() / 1e9);
        } finally {
            execute("postgres", "drop database floor with (force)");
        }
    }

    private long run(int connections, Duration time) throws InterruptedException {
        var until = System.nanoTime() + time.toNanos();
        var clients = new ArrayList<Future<Long>>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var i = 0; i < connections; i++) {
                clients.add(threads.submit(() -> placeUntil(until)));
            }
        }
        var orders = 0L;
        for (var client : clients) {
            orders += placedBy(client);
        }
        return orders;
    }

    private long placeUntil(long until) throws SQLException {
        try (var connection = open("floor");
                var place = connection.prepareStatement(PLACE)) {
            var orders = 0L;
            while (System.nanoTime() < until) {
                bind(place, connection);
                place.executeUpdate();
                orders++;
            }
            return orders;
        }
    }

    private static void bind(PreparedStatement place, Connection connection) throws SQLException {
        var orderId = UUID.randomUUID();
        var skus = connection.createArrayOf(
                "text",
                ThreadLocalRandom.current()
                        .ints(1, SKUS + 1)
                        .distinct()
                        .limit(LINES)
                        .mapToObj(number -> "sku-" + number)
                        .toArray());
        place.setObject(1, orderId);
        place.setString(2, orderId.toString());
        place.setObject(3, orderId);
        place.setArray(4, skus);
        place.setArray(5, skus);
        place.setBytes(6, Arrays.copyOf(EVENT, 36));
        place.setBytes(7, EVENT);
    }

    private static long placedBy(Future<Long> client) throws InterruptedException {
        try {
            return client.get();
        } catch (ExecutionException failed) {
            throw new NoFigure("PostgreSQL did not take an order: " + failed.getCause());
        }
    }

    private void execute(String database, String sql) throws SQLException {
        try (var connection = open(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection open(String database) throws SQLException {
        return DriverManager.getConnection(server + database, user, password);
    }
}
