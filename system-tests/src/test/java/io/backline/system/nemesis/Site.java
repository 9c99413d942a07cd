package io.backline.system.nemesis;

import io.backline.demo.invariant.Store;
import io.backline.demo.invariant.Stores;
import io.backline.localstack.DataFolder;
import io.backline.localstack.KafkaServer;
import io.backline.localstack.Ports;
import io.backline.localstack.PostgresServer;
import io.backline.system.ServiceProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** All of Backline for a nemesis alone: two replicas of each service, a broker, a database server, a mail server, and a wire between each two that talk. */
final class Site {
    private static final int REPLICAS = 2;
    private static final Map<String, String> SETTINGS = Map.of(
            "QUARKUS_DATASOURCE_USERNAME",
            PostgresServer.USER,
            "QUARKUS_DATASOURCE_PASSWORD",
            PostgresServer.USER,
            "QUARKUS_MAILER_MOCK",
            "false",
            "QUARKUS_MAILER_HOST",
            "127.0.0.1",
            // A mail server's trouble and a dead sender's lease shall be over within the time that recovery may take.
            "BACKLINE_NOTICE_QUIET_TIME",
            "1s",
            "BACKLINE_NOTICE_FIRST_PAUSE",
            "500ms",
            "BACKLINE_NOTICE_LONGEST_PAUSE",
            "2s",
            "BACKLINE_MAIL_TIMEOUT",
            "4s",
            "BACKLINE_NOTICE_LEASE",
            "10s",
            "BACKLINE_NOTICE_MOST_MAILS",
            "1000");

    private final Function<Store, List<String>> javaOptions;
    private final Disks disks;
    private final LetterBox letterBox = new LetterBox();
    private final List<Wire> wires = new ArrayList<>();
    private final List<Replica> replicas = new ArrayList<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
    private final PostgresServer postgres;
    private final KafkaServer kafka;
    private final Machine database;
    private final Machine broker;

    Site(Path folder) throws IOException, InterruptedException {
        this(folder, Rules::asked);
    }

    /** Of services with these Java options. */
    Site(Path folder, Function<Store, List<String>> javaOptions) throws IOException, InterruptedException {
        this.javaOptions = javaOptions;
        disks = Disks.below(folder);
        var ofDatabase = new DataFolder(disks.ofDatabase());
        var ofBroker = new DataFolder(disks.ofBroker());
        postgres = new PostgresServer(ofDatabase, Ports.free());
        var detours = new ArrayList<KafkaServer.Detour>();
        var brokerWires = new ArrayList<Wire>();
        for (var i = 0; i < Store.values().length * REPLICAS; i++) {
            var listener = Ports.free();
            var wire = wireTo(listener);
            brokerWires.add(wire);
            detours.add(new KafkaServer.Detour(listener, wire.port()));
        }
        kafka = new KafkaServer(ofBroker, Ports.free(), detours, List.of());
        database = new Machine(postgres, ofDatabase);
        broker = new Machine(kafka, ofBroker);
        for (var service : Store.values()) {
            for (var number = 1; number <= REPLICAS; number++) {
                replicas.add(replica(service, number, brokerWires.removeFirst()));
            }
        }
    }

    private Wire wireTo(int port) throws IOException {
        var wire = new Wire().to(port);
        wires.add(wire);
        return wire;
    }

    private Replica replica(Store service, int number, Wire toBroker) throws IOException {
        var toDatabase = wireTo(postgres.port());
        var toMail = service == Store.NOTIFICATION ? wireTo(letterBox.port()) : null;
        var environment = new HashMap<>(SETTINGS);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + toBroker.port());
        environment.put(
                "QUARKUS_DATASOURCE_JDBC_URL",
                "jdbc:postgresql://127.0.0.1:" + toDatabase.port() + "/" + database(service));
        if (toMail != null) {
            environment.put("QUARKUS_MAILER_PORT", String.valueOf(toMail.port()));
        }
        var process = new ServiceProcess(
                service.service(),
                "nemesis-" + service.service() + "-" + number,
                javaOptions.apply(service),
                environment);
        return new Replica(service, process, new Replica.Wires(toDatabase, toBroker, toMail));
    }

    private static String database(Store service) {
        return service.service().replace("-service", "");
    }

    void start() throws IOException, InterruptedException, SQLException {
        database.start();
        broker.start();
        for (var service : Store.values()) {
            postgres.createDatabase(database(service));
        }
        watch.scheduleWithFixedDelay(() -> replicas.forEach(Replica::keepRunning), 0, 100, TimeUnit.MILLISECONDS);
        awaitReady(Duration.ofMinutes(5));
    }

    void awaitReady(Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (!replicas.stream().allMatch(Replica::isReady)) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("not ready after " + patience.toSeconds() + " s: "
                        + replicas.stream()
                                .filter(replica -> !replica.isReady())
                                .toList());
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    Machine database() {
        return database;
    }

    Machine broker() {
        return broker;
    }

    Disks disks() {
        return disks;
    }

    LetterBox letterBox() {
        return letterBox;
    }

    List<Replica> replicas() {
        return List.copyOf(replicas);
    }

    List<Replica> replicasOf(Store service) {
        return replicas.stream().filter(replica -> replica.service() == service).toList();
    }

    Replica anyOf(Store service, RandomGenerator chance) {
        return replicasOf(service).get(chance.nextInt(REPLICAS));
    }

    Stores stores() {
        return new Stores(
                postgres.jdbcUrl(database(Store.ORDER)),
                postgres.jdbcUrl(database(Store.INVENTORY)),
                postgres.jdbcUrl(database(Store.NOTIFICATION)),
                PostgresServer.USER,
                PostgresServer.USER);
    }

    /** A connection of somebody who may do everything. */
    Connection operator(Store service) throws SQLException {
        return DriverManager.getConnection(
                postgres.jdbcUrl(database(service)), PostgresServer.USER, PostgresServer.USER);
    }

    String kafka() {
        return kafka.bootstrapServers();
    }

    /** How many processes of services were started, the first ones too. */
    int starts() {
        return replicas.stream().mapToInt(Replica::starts).sum();
    }

    /** Leaves no process and no mount behind. */
    synchronized void end() throws IOException, InterruptedException {
        watch.shutdownNow();
        watch.awaitTermination(10, TimeUnit.SECONDS);
        replicas.forEach(Replica::end);
        try {
            broker.end();
            database.end();
            letterBox.close();
            for (var wire : wires) {
                wire.close();
            }
        } finally {
            disks.unmount();
        }
    }
}
