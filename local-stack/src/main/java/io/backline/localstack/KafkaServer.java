package io.backline.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/**
 * One Kafka broker that is its own controller (KRaft), in a JVM of its own through Kafka's documented entry points, so that
 * no class of the broker meets a class of a service.
 */
public final class KafkaServer implements Server {
    private static final String[] SMALL_JVM = {
        "-Xmx256m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED"
    };

    private final DataFolder data;
    private final Path folder;
    private final int port;
    private final List<Detour> detours;
    private final List<String> javaOptions;

    /** One more port, whose clients are told to come by another: that of a proxy, which leads here. */
    public record Detour(int port, int advertisedPort) {}

    public KafkaServer(DataFolder data, int port) {
        this(data, port, List.of(), List.of());
    }

    /** With further ports, in a JVM with further options. */
    public KafkaServer(DataFolder data, int port, List<Detour> detours, List<String> javaOptions) {
        this.data = data;
        this.folder = data.of(name());
        this.port = port;
        this.detours = List.copyOf(detours);
        this.javaOptions = List.copyOf(javaOptions);
    }

    /** Where the build put what it runs. */
    public static Path program() {
        return Installation.kafka();
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public Process start() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(properties(), configuration());
        if (!Files.exists(folder.resolve("data/meta.properties"))) {
            format();
        }
        return java(javaOptions, "kafka.Kafka", properties().toString());
    }

    private String configuration() throws IOException {
        var controller = "127.0.0.1:" + Ports.free();
        var protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        var listeners = new StringBuilder("PLAINTEXT://%s,CONTROLLER://%s".formatted(bootstrapServers(), controller));
        var advertised = new StringBuilder("PLAINTEXT://" + bootstrapServers());
        for (var detour : detours) {
            var name = "DETOUR" + detour.port();
            protocols.append(",%s:PLAINTEXT".formatted(name));
            listeners.append(",%s://127.0.0.1:%d".formatted(name, detour.port()));
            advertised.append(",%s://127.0.0.1:%d".formatted(name, detour.advertisedPort()));
        }
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@%1$s
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=%2$s
                inter.broker.listener.name=PLAINTEXT
                listeners=%3$s
                advertised.listeners=%4$s
                log.dirs=%5$s

                # Streams are laid out by their writers, never by a typing error.
                auto.create.topics.enable=false
                log.message.timestamp.type=LogAppendTime
                # For ever, unless the topic says otherwise.
                log.retention.ms=-1
                # An order of 2,000 lines with the longest names fits several times.
                message.max.bytes=4194304

                # Killed, it loses nothing. A power cut costs a second at most: to sync each batch is ten times slower,
                # and production has replicas instead.
                log.flush.interval.ms=1000
                log.flush.scheduler.interval.ms=1000

                # One broker, one machine.
                default.replication.factor=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=4
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=2
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                num.network.threads=2
                num.io.threads=4
                log.cleaner.dedupe.buffer.size=8388608

                # After an unclean end the controller waits for the old session, 9 s by default; below 3 s a busy machine
                # takes a slow broker for a dead one.
                broker.session.timeout.ms=3000
                broker.heartbeat.interval.ms=500
                """.formatted(controller, protocols, listeners, advertised, folder.resolve("data"));
    }

    private void format() throws IOException, InterruptedException {
        var exit = java(
                        javaOptions.stream()
                                .filter(KafkaServer::isForAnyProgram)
                                .toList(),
                        "kafka.tools.StorageTool",
                        "format",
                        "--ignore-formatted",
                        "--cluster-id",
                        Uuid.randomUuid().toString(),
                        "--config",
                        properties().toString())
                .waitFor();
        if (exit != 0) {
            throw new IOException("Kafka's storage could not be formatted, see " + data.log(name()));
        }
    }

    /** What is to be learnt is the broker's. */
    private static boolean isForAnyProgram(String javaOption) {
        return !javaOption.startsWith("-XX:AOTCacheOutput");
    }

    private Process java(List<String> options, String mainClass, String... arguments) throws IOException {
        var command = data.java(SMALL_JVM);
        command.addAll(options);
        command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        command.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
        command.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        command.addAll(List.of("-cp", program().resolve("*").toString(), mainClass));
        command.addAll(List.of(arguments));
        return data.start(name(), new ProcessBuilder(command));
    }

    @Override
    public boolean isReady() {
        if (!Ports.answers(port)) {
            return false;
        }
        try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()))) {
            return !admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Path properties() {
        return folder.resolve("server.properties");
    }
}
