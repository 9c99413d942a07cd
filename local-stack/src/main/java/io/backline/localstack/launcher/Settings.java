package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import io.backline.localstack.Installation;
import io.backline.localstack.Ports;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What runs where on this machine. Every option is also an environment variable: --kafka-port is BACKLINE_KAFKA_PORT. */
final class Settings {
    /** One thread collects. */
    static final String SMALL = "-XX:+UseSerialGC";

    /** A million orders take more: what java would use of 768 MB, as the containers do. */
    static final String ROOMY = "-Xmx460m " + SMALL;

    /** A JVM that knows nothing yet compiles for a minute before the second compiler pays: too long for who only looks. */
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    @Option(
            names = "--order-port",
            paramLabel = "PORT",
            defaultValue = "${env:BACKLINE_ORDER_PORT:-8080}",
            description = "HTTP of order-service. Default: ${DEFAULT-VALUE}")
    int orderPort;

    @Option(
            names = "--inventory-port",
            paramLabel = "PORT",
            defaultValue = "${env:BACKLINE_INVENTORY_PORT:-8081}",
            description = "HTTP of inventory-service. Default: ${DEFAULT-VALUE}")
    int inventoryPort;

    @Option(
            names = "--notification-port",
            paramLabel = "PORT",
            defaultValue = "${env:BACKLINE_NOTIFICATION_PORT:-8082}",
            description = "HTTP of notification-service. Default: ${DEFAULT-VALUE}")
    int notificationPort;

    @Option(
            names = "--kafka-port",
            paramLabel = "PORT",
            defaultValue = "${env:BACKLINE_KAFKA_PORT:-9092}",
            description = "Default: ${DEFAULT-VALUE}")
    int kafkaPort;

    @Option(
            names = "--postgresql-port",
            paramLabel = "PORT",
            defaultValue = "${env:BACKLINE_POSTGRESQL_PORT:-15432}",
            description = "Default: ${DEFAULT-VALUE}, as many machines have a server on 5432")
    int postgresqlPort;

    @Option(
            names = "--smtp-port",
            paramLabel = "PORT",
            defaultValue = "${env:BACKLINE_SMTP_PORT:-1025}",
            description = "Default: ${DEFAULT-VALUE}")
    int smtpPort;

    @Option(
            names = "--imap-port",
            paramLabel = "PORT",
            defaultValue = "${env:BACKLINE_IMAP_PORT:-1143}",
            description = "Default: ${DEFAULT-VALUE}")
    int imapPort;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "${env:BACKLINE_HOST:-127.0.0.1}",
            description = {
                "Where the services listen. Default: ${DEFAULT-VALUE}, this machine only, as nobody is asked to log in."
            })
    String host = "127.0.0.1";

    @Option(
            names = "--service-options",
            paramLabel = "OPTIONS",
            defaultValue = "${env:BACKLINE_SERVICE_OPTIONS}",
            description = {
                "Java options of each service, after its own -Xmx of 192 or 416 MB. Default: " + SMALL + " " + QUICK,
                "That is small and quick to start; under load leave the last away: it keeps them, and Kafka, to the quick compiler."
            })
    @Nullable
    String serviceOptions;

    /** Besides those. */
    final List<String> furtherOptions = new ArrayList<>();

    /** The JVMs of the services and of Kafka write down what they learn, each when it ends. */
    boolean training;

    /** What comes before {@code -jar}. */
    List<String> javaOptions(Service service) throws IOException {
        var options = new ArrayList<>(service.heap);
        options.addAll(trim());
        for (var option : (serviceOptions == null ? SMALL + " " + QUICK : serviceOptions).split("\\s+")) {
            if (!option.isEmpty()) {
                options.add(option);
            }
        }
        options.addAll(furtherOptions);
        options.addAll(service.lesson().options(training));
        return options;
    }

    /** What the compilers no longer need goes back to the system; older JVMs do not know how, or only as an experiment. */
    private static List<String> trim() {
        return Runtime.version().feature() >= 25 ? List.of("-XX:TrimNativeHeapInterval=15000") : List.of();
    }

    /** Kafka leaves the quick compiler where the services do. */
    List<String> kafkaOptions() throws IOException {
        var options = new ArrayList<>(trim());
        options.addAll(Lesson.OF_KAFKA.options(training));
        if (serviceOptions != null && !serviceOptions.contains(QUICK)) {
            options.add("-XX:TieredStopAtLevel=4");
        }
        return options;
    }

    /** Ports that nobody has now, so that what runs elsewhere on this machine goes on. */
    void takeFreePorts() throws IOException {
        orderPort = Ports.free();
        inventoryPort = Ports.free();
        notificationPort = Ports.free();
        kafkaPort = Ports.free();
        postgresqlPort = Ports.free();
        smtpPort = Ports.free();
        imapPort = Ports.free();
    }

    int port(Service service) {
        return switch (service) {
            case ORDER -> orderPort;
            case INVENTORY -> inventoryPort;
            case NOTIFICATION -> notificationPort;
        };
    }

    List<Port> infrastructurePorts() {
        return List.of(
                new Port("Kafka", kafkaPort, "--kafka-port"),
                new Port("PostgreSQL", postgresqlPort, "--postgresql-port"),
                new Port("SMTP", smtpPort, "--smtp-port"),
                new Port("IMAP", imapPort, "--imap-port"));
    }

    Port portOption(Service service) {
        return switch (service) {
            case ORDER -> new Port(service.module, orderPort, "--order-port");
            case INVENTORY -> new Port(service.module, inventoryPort, "--inventory-port");
            case NOTIFICATION -> new Port(service.module, notificationPort, "--notification-port");
        };
    }

    /** Takes the ports of what runs already. */
    void take(List<ProcessList.Row> running) {
        for (var row : running) {
            switch (row.name()) {
                case "order-service" -> orderPort = row.port();
                case "inventory-service" -> inventoryPort = row.port();
                case "notification-service" -> notificationPort = row.port();
                case "kafka" -> kafkaPort = row.port();
                case "postgresql" -> postgresqlPort = row.port();
                case "smtp" -> smtpPort = row.port();
                case "imap" -> imapPort = row.port();
                default -> {}
            }
        }
    }

    /** The one option that every command has. */
    static final class Data {
        @Option(
                names = "--data",
                paramLabel = "FOLDER",
                defaultValue = "${env:BACKLINE_DATA}",
                description =
                        "Where data and logs are kept. Default: .backline beside the launcher; also BACKLINE_DATA")
        private @Nullable Path folder;

        DataFolder folder() {
            return new DataFolder(folder == null ? Installation.repository().resolve(".backline") : folder);
        }
    }
}
