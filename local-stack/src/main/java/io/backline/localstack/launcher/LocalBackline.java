package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import io.backline.localstack.KafkaServer;
import io.backline.localstack.Leftovers;
import io.backline.localstack.LocalStack;
import io.backline.localstack.MailServer;
import io.backline.localstack.PostgresServer;
import io.backline.localstack.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Kafka, PostgreSQL, mail and the services on one data folder, from claim to clean end. */
final class LocalBackline implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** A JVM that was trained writes down what it learnt while it ends. */
    private static final Duration LEARNING_PATIENCE = Duration.ofMinutes(3);

    private final Settings settings;
    private final DataFolder data;
    private final Consumer<String> tell;
    private final Claim claim;
    private final ProcessList processes;
    private final Supervisor supervisor;
    private final Instant since = Instant.now();
    private final KafkaServer kafka;
    private final PostgresServer postgres;
    private @Nullable MailServer mail;
    private volatile boolean closed;

    private LocalBackline(Settings settings, DataFolder data, KafkaServer kafka, Consumer<String> tell, Claim claim) {
        this.settings = settings;
        this.data = data;
        this.tell = tell;
        this.claim = claim;
        this.processes = new ProcessList(data);
        this.supervisor = new Supervisor(settings.training ? LEARNING_PATIENCE : PATIENCE, tell, rows -> this.show());
        this.kafka = kafka;
        this.postgres = new PostgresServer(data, settings.postgresqlPort);
    }

    /** Nothing is started yet, but nobody else can start on this folder, and what a killed launcher left behind has ended. */
    static LocalBackline claim(Settings settings, DataFolder data, Consumer<String> tell)
            throws IOException, InterruptedException, StartFailed {
        var kafka = new KafkaServer(data, settings.kafkaPort, List.of(), settings.kafkaOptions());
        var claim = Claim.on(data)
                .orElseThrow(
                        () -> new StartFailed(
                                "Backline already runs on " + data.root()
                                        + ". See ./backline status, end it with ./backline stop, or start on another folder with --data."));
        for (var leftover : Leftovers.end(data)) {
            tell.accept("ended pid " + leftover.pid() + ", left behind when an earlier launcher was killed");
        }
        return new LocalBackline(settings, data, kafka, tell, claim);
    }

    void start(List<Service> services) throws IOException, InterruptedException, SQLException, StartFailed {
        checkServices(services); // before the long part
        startInfrastructure();
        var servers = new ArrayList<HttpService>();
        for (var service : services) {
            servers.add(process(service));
        }
        run(servers);
    }

    private void run(List<? extends Server> stage) throws IOException, InterruptedException, StartFailed {
        try {
            supervisor.start(stage);
        } catch (StartFailed failed) {
            if (failed.server == null || closed) {
                throw failed;
            }
            throw new StartFailed("%s. Its log, %s, ends so:%n%s"
                    .formatted(failed.getMessage(), data.log(failed.server), data.endOfLog(failed.server)));
        }
    }

    private void checkServices(List<Service> services) throws StartFailed {
        for (var service : services) {
            if (!Files.exists(service.jar())) {
                throw new StartFailed(service + " is not built: " + service.jar() + " is missing");
            }
        }
        var ports = new ArrayList<>(settings.infrastructurePorts());
        ports.addAll(services.stream().map(settings::portOption).toList());
        check(ports);
    }

    void startInfrastructure() throws IOException, InterruptedException, SQLException, StartFailed {
        check(settings.infrastructurePorts());
        startMail();
        run(List.of(postgres, kafka));
        for (var service : Service.all()) {
            postgres.createDatabase(service.database);
        }
    }

    private synchronized void startMail() {
        if (!closed) {
            mail = MailServer.start(settings.smtpPort, settings.imapPort);
        }
    }

    private static void check(List<Port> ports) throws StartFailed {
        var clashes = Port.clashes(ports);
        if (!clashes.isEmpty()) {
            throw new StartFailed(String.join(System.lineSeparator(), clashes));
        }
    }

    private HttpService process(Service service) throws IOException {
        var arguments = new ArrayList<>(settings.javaOptions(service));
        arguments.add("-XX:+ExitOnOutOfMemoryError");
        arguments.addAll(List.of("-jar", service.jar().toString()));
        return new HttpService(data, service.module, settings.port(service), arguments, environment(settings, service));
    }

    /** All that a service must know of its surroundings; the same variables serve against real servers elsewhere. */
    static Map<String, String> environment(Settings settings, Service service) {
        var environment = new HashMap<>(Map.of(
                "QUARKUS_HTTP_HOST",
                settings.host,
                "QUARKUS_HTTP_PORT",
                String.valueOf(settings.port(service)),
                "QUARKUS_DATASOURCE_JDBC_URL",
                jdbcUrl(settings, service),
                "QUARKUS_DATASOURCE_USERNAME",
                PostgresServer.USER,
                "QUARKUS_DATASOURCE_PASSWORD",
                PostgresServer.USER,
                "KAFKA_BOOTSTRAP_SERVERS",
                LocalStack.HOST + ":" + settings.kafkaPort,
                "QUARKUS_MAILER_HOST",
                LocalStack.HOST,
                "QUARKUS_MAILER_PORT",
                String.valueOf(settings.smtpPort)));
        if (service == Service.ORDER) {
            environment.put("BACKLINE_CONSOLE_INVENTORY_URL", url(settings, Service.INVENTORY));
            environment.put("BACKLINE_CONSOLE_NOTIFICATION_URL", url(settings, Service.NOTIFICATION));
        }
        return environment;
    }

    /** Who listens on all addresses listens on ours too. */
    private static String url(Settings settings, Service service) {
        var host = Set.of("0.0.0.0", "::").contains(settings.host) ? LocalStack.HOST : settings.host;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + settings.port(service);
    }

    static String jdbcUrl(Settings settings, Service service) {
        return "jdbc:postgresql://" + LocalStack.HOST + ":" + settings.postgresqlPort + "/" + service.database;
    }

    private void show() {
        var rows = new ArrayList<ProcessList.Row>();
        var self = ProcessHandle.current().pid();
        rows.add(new ProcessList.Row(ProcessList.LAUNCHER, self, 0, Supervised.State.READY.name(), 0, since));
        rows.add(new ProcessList.Row("smtp", self, settings.smtpPort, Supervised.State.READY.name(), 0, since));
        rows.add(new ProcessList.Row("imap", self, settings.imapPort, Supervised.State.READY.name(), 0, since));
        rows.addAll(supervisor.rows());
        processes.write(rows);
    }

    boolean isClosed() {
        return closed;
    }

    /** The services end before what they lean on. */
    @Override
    public synchronized void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        supervisor.stop();
        if (mail != null) {
            mail.close();
        }
        processes.delete();
        claim.close();
    }
}
