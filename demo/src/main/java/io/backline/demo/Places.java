package io.backline.demo;

import io.backline.demo.door.NoticeBoard;
import io.backline.demo.door.Shop;
import io.backline.demo.door.StockRoom;
import io.backline.demo.door.Warehouse;
import io.backline.demo.invariant.Stores;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Where everything is; the defaults are the launcher's, and so are the variables that choose other ports. */
public final class Places {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(
            names = "--order-url",
            paramLabel = "URL",
            defaultValue = "http://localhost:${env:BACKLINE_ORDER_PORT:-8080}",
            description = "Default: ${DEFAULT-VALUE}")
    private URI orderUrl = URI.create("http://localhost:8080");

    @Option(
            names = "--inventory-url",
            paramLabel = "URL",
            defaultValue = "http://localhost:${env:BACKLINE_INVENTORY_PORT:-8081}",
            description = "Default: ${DEFAULT-VALUE}")
    private URI inventoryUrl = URI.create("http://localhost:8081");

    @Option(
            names = "--notification-url",
            paramLabel = "URL",
            defaultValue = "http://localhost:${env:BACKLINE_NOTIFICATION_PORT:-8082}",
            description = "Default: ${DEFAULT-VALUE}")
    private URI notificationUrl = URI.create("http://localhost:8082");

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:${env:BACKLINE_KAFKA_PORT:-9092}",
            description = "Default: ${DEFAULT-VALUE}")
    private String kafka = "localhost:9092";

    @Option(
            names = "--topic-prefix",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What topic names begin with. Default: nothing")
    private String topicPrefix = "";

    @Option(
            names = "--order-db",
            paramLabel = "JDBC",
            defaultValue = "jdbc:postgresql://localhost:${env:BACKLINE_POSTGRESQL_PORT:-15432}/orders",
            description = "Read to check the invariants. Default: ${DEFAULT-VALUE}")
    private String orderDb = "";

    @Option(
            names = "--inventory-db",
            paramLabel = "JDBC",
            defaultValue = "jdbc:postgresql://localhost:${env:BACKLINE_POSTGRESQL_PORT:-15432}/inventory",
            description = "Default: ${DEFAULT-VALUE}")
    private String inventoryDb = "";

    @Option(
            names = "--notification-db",
            paramLabel = "JDBC",
            defaultValue = "jdbc:postgresql://localhost:${env:BACKLINE_POSTGRESQL_PORT:-15432}/notification",
            description = "Default: ${DEFAULT-VALUE}")
    private String notificationDb = "";

    @Option(
            names = "--db-user",
            paramLabel = "NAME",
            defaultValue = "postgres",
            description = "Default: ${DEFAULT-VALUE}")
    private String dbUser = "postgres";

    @Option(
            names = "--db-password",
            paramLabel = "TEXT",
            defaultValue = "postgres",
            description = "Default: ${DEFAULT-VALUE}")
    private String dbPassword = "postgres";

    public URI orderUrl() {
        return orderUrl;
    }

    public Shop shop() {
        return new Shop(orderUrl, PATIENCE);
    }

    public StockRoom stockRoom() {
        return new StockRoom(inventoryUrl, PATIENCE);
    }

    public NoticeBoard noticeBoard() {
        return new NoticeBoard(notificationUrl, PATIENCE);
    }

    /** {@code source} names who tells: the {@code ce_source} of the events. */
    public Warehouse warehouse(String source) {
        return new Warehouse(kafka, topicPrefix, source);
    }

    public Stores stores() {
        return new Stores(orderDb, inventoryDb, notificationDb, dbUser, dbPassword);
    }

    public String kafka() {
        return kafka;
    }

    public String topicPrefix() {
        return topicPrefix;
    }

    /** Says which service is away, and how to start it. */
    boolean areReady(PrintWriter err) {
        var away = Stream.of(
                        shop().readiness(),
                        stockRoom().readiness(),
                        noticeBoard().readiness())
                .filter(reason -> !reason.isEmpty())
                .toList();
        away.forEach(err::println);
        if (!away.isEmpty()) {
            err.println("Start the services with ./backline start, or say where they are: ./backline demo --help");
        }
        return away.isEmpty();
    }
}
