package io.backline.system;

import io.backline.demo.door.NoticeBoard;
import io.backline.demo.door.Shop;
import io.backline.demo.door.StockRoom;
import io.backline.demo.door.Warehouse;
import io.backline.demo.invariant.Stores;
import io.backline.localstack.LocalStack;
import io.backline.localstack.testing.Mailbox;
import io.backline.localstack.testing.Topics;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The three packaged services on the shared local stack, with databases and topics of their own; started once for all tests of this module. */
final class Backline {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalStack stack = LocalStack.shared();
    private final String name = "system" + UUID.randomUUID().toString().substring(0, 6);
    private final ServiceProcess inventory = service("inventory-service", Map.of());
    private final ServiceProcess notification = service("notification-service", Map.of());
    private final ServiceProcess order = service(
            "order-service",
            Map.of(
                    "BACKLINE_CONSOLE_INVENTORY_URL", inventory.url().toString(),
                    "BACKLINE_CONSOLE_NOTIFICATION_URL", notification.url().toString()));

    private Backline() {}

    private static final class Running {
        private static final Backline BACKLINE = started();
    }

    static Backline running() {
        return Running.BACKLINE;
    }

    private static Backline started() {
        var backline = new Backline();
        Runtime.getRuntime().addShutdownHook(new Thread(backline::stop));
        backline.services().forEach(ServiceProcess::start);
        backline.services().forEach(ServiceProcess::awaitReady);
        return backline;
    }

    private ServiceProcess service(String service, Map<String, String> further) {
        var environment = new HashMap<>(further);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", stack.kafka());
        environment.put("BACKLINE_TOPIC_PREFIX", topicPrefix());
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", createDatabase(service));
        environment.put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "postgres");
        environment.put("QUARKUS_MAILER_MOCK", "false");
        environment.put("QUARKUS_MAILER_HOST", LocalStack.HOST);
        environment.put("QUARKUS_MAILER_PORT", String.valueOf(stack.smtpPort()));
        environment.put("BACKLINE_NOTICE_QUIET_TIME", "0s");
        environment.put("BACKLINE_NOTICE_MOST_MAILS", "1000");
        return new ServiceProcess(service, Map.copyOf(environment));
    }

    private String createDatabase(String service) {
        var database = name + "_" + service.replace("-service", "");
        try (var connection = DriverManager.getConnection(stack.jdbcUrl("postgres"), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (SQLException notCreated) {
            throw new IllegalStateException(notCreated);
        }
        return stack.jdbcUrl(database);
    }

    private Stream<ServiceProcess> services() {
        return Stream.of(order, inventory, notification);
    }

    private void stop() {
        services().forEach(ServiceProcess::stop);
    }

    ServiceProcess order() {
        return order;
    }

    ServiceProcess inventory() {
        return inventory;
    }

    ServiceProcess notification() {
        return notification;
    }

    Shop shop() {
        return new Shop(order.url(), PATIENCE);
    }

    StockRoom stockRoom() {
        return new StockRoom(inventory.url(), PATIENCE);
    }

    NoticeBoard noticeBoard() {
        return new NoticeBoard(notification.url(), PATIENCE);
    }

    Warehouse warehouse() {
        return new Warehouse(kafka(), topicPrefix(), "/warehouse/system-tests");
    }

    Topics topics() {
        return new Topics(kafka(), topicPrefix());
    }

    Mailbox mailbox() {
        return new Mailbox(stack.imapPort());
    }

    Stores stores() {
        return new Stores(
                stack.jdbcUrl(name + "_order"),
                stack.jdbcUrl(name + "_inventory"),
                stack.jdbcUrl(name + "_notification"),
                "postgres",
                "postgres");
    }

    String kafka() {
        return stack.kafka();
    }

    String topicPrefix() {
        return name + "-";
    }

    /** The options that lead the demo here. */
    List<String> demoOptions() {
        var stores = stores();
        return List.of(
                "--order-url=" + order.url(),
                "--inventory-url=" + inventory.url(),
                "--notification-url=" + notification.url(),
                "--kafka=" + kafka(),
                "--topic-prefix=" + topicPrefix(),
                "--order-db=" + stores.orderUrl(),
                "--inventory-db=" + stores.inventoryUrl(),
                "--notification-db=" + stores.notificationUrl());
    }
}
