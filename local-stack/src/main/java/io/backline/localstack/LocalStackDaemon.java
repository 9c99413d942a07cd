package io.backline.localstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Holds the shared stack of a Maven run; ends with it and leaves neither process nor file. */
final class LocalStackDaemon {
    private static final Duration PATIENCE = Duration.ofSeconds(80);

    private final DataFolder data;
    private final List<AutoCloseable> running = new ArrayList<>();
    private boolean stopped;
    private boolean failed = true;

    private LocalStackDaemon(DataFolder data) {
        this.data = data;
    }

    static Process start(DataFolder data, ProcessHandle owner) throws IOException {
        var command = data.java("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        command.addAll(List.of("-cp", Installation.classPath(), LocalStackDaemon.class.getName()));
        command.addAll(List.of(data.root().toString(), String.valueOf(owner.pid())));
        return data.start("daemon", new ProcessBuilder(command));
    }

    public static void main(String[] args) throws InterruptedException {
        var daemon = new LocalStackDaemon(new DataFolder(Path.of(args[0])));
        var owner = ProcessHandle.of(Long.parseLong(args[1]));
        Runtime.getRuntime().addShutdownHook(new Thread(daemon::stop));
        try {
            sweep();
            daemon.start();
            owner.ifPresent(maven -> maven.onExit().join());
            System.exit(0);
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** Ends what an earlier daemon left behind if it was killed. */
    private static void sweep() throws IOException, InterruptedException {
        try (var folders = Files.list(LocalStack.sharedFolders())) {
            for (var folder : folders.filter(LocalStackDaemon::isOurs).toList()) {
                var owner = Long.parseLong(folder.getFileName().toString().split("-")[0]);
                if (ProcessHandle.of(owner).isEmpty()) {
                    Leftovers.end(new DataFolder(folder));
                    new DataFolder(folder).delete();
                }
            }
        }
    }

    private static boolean isOurs(Path folder) {
        return folder.getFileName().toString().matches("\\d{1,18}-\\d+");
    }

    private synchronized void start() throws IOException, InterruptedException {
        if (stopped) {
            return;
        }
        var kafka = new KafkaServer(data, Ports.free());
        var postgres = new PostgresServer(data, Ports.free());
        var smtpPort = Ports.free();
        var imapPort = Ports.free();
        running.add(MailServer.start(smtpPort, imapPort));
        var kafkaRunning = keep(RunningServer.start(kafka));
        var postgresRunning = keep(RunningServer.start(postgres));
        postgresRunning.awaitReady(PATIENCE);
        kafkaRunning.awaitReady(PATIENCE);
        new LocalStack(kafka.bootstrapServers(), postgres.port(), smtpPort, imapPort).write(data.root());
        failed = false;
    }

    private RunningServer keep(RunningServer server) {
        running.add(server);
        return server;
    }

    private synchronized void stop() {
        stopped = true;
        for (var server : running.reversed()) {
            try {
                server.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        }
        if (failed) {
            return; // the logs say why; the next daemon sweeps them
        }
        try {
            data.delete();
        } catch (IOException e) {
            e.printStackTrace();
        }
    }
}
