package io.backline.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** Where a running stack is to be found. */
public record LocalStack(String kafka, int postgresPort, int smtpPort, int imapPort) {
    public static final String HOST = "127.0.0.1";

    private static final int PATIENCE_SECONDS = 90;

    /**
     * One stack for a whole Maven run: the first who asks starts it, in a process of its own that ends with Maven and deletes
     * its data.
     */
    public static LocalStack shared() {
        var owner = mavenOrSelf();
        var folder = sharedFolder(owner);
        try {
            Files.createDirectories(folder);
            synchronized (System.getProperties()) { // all class loaders of a test JVM see this one monitor
                try (var channel = FileChannel.open(
                                folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var lock = channel.lock()) {
                    assert lock.isValid();
                    return read(folder).orElseGet(() -> startDaemon(folder, owner));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Surefire forks through a shell, so Maven is the first Java above us; an IDE counts as well. */
    private static ProcessHandle mavenOrSelf() {
        var self = ProcessHandle.current();
        for (var parent = self.parent();
                parent.isPresent();
                parent = parent.get().parent()) {
            if (parent.get()
                    .info()
                    .command()
                    .filter(command -> command.endsWith("/java"))
                    .isPresent()) {
                return parent.get();
            }
        }
        return self;
    }

    private static Path sharedFolder(ProcessHandle owner) {
        var started = owner.info().startInstant().orElse(Instant.EPOCH).getEpochSecond();
        return sharedFolders().resolve(owner.pid() + "-" + started);
    }

    static Path sharedFolders() {
        return Path.of(System.getProperty("java.io.tmpdir"), "backline-tests-" + System.getProperty("user.name"));
    }

    private static LocalStack startDaemon(Path folder, ProcessHandle owner) {
        try {
            var daemon = LocalStackDaemon.start(new DataFolder(folder), owner);
            var deadline = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
            while (System.nanoTime() < deadline && daemon.isAlive()) {
                var stack = read(folder);
                if (stack.isPresent()) {
                    return stack.get();
                }
                Thread.sleep(20);
            }
            daemon.destroy();
            throw new IllegalStateException("the local stack did not start, see the logs in " + folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Optional<LocalStack> read(Path folder) {
        var file = folder.resolve("stack.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var reader = Files.newBufferedReader(file)) {
            var properties = new Properties();
            properties.load(reader);
            return Optional.of(new LocalStack(
                    properties.getProperty("kafka"),
                    Integer.parseInt(properties.getProperty("postgres")),
                    Integer.parseInt(properties.getProperty("smtp")),
                    Integer.parseInt(properties.getProperty("imap"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(Path folder) throws IOException {
        var unfinished = folder.resolve("stack.properties.new");
        Files.writeString(unfinished, """
                kafka=%s
                postgres=%d
                smtp=%d
                imap=%d
                """.formatted(kafka, postgresPort, smtpPort, imapPort));
        Files.move(unfinished, folder.resolve("stack.properties"), StandardCopyOption.ATOMIC_MOVE);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + HOST + ":" + postgresPort + "/" + database;
    }
}
