package io.backline.system.nemesis;

import io.backline.localstack.Server;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A broker or a database: killed when a fault says so, and started again on the same data. */
final class Machine {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Server server;
    private @Nullable Process process;

    Machine(Server server) {
        this.server = server;
    }

    /** Starts it until it is ready, also when the remains of the killed one make the first attempts fail. */
    void start() throws IOException, InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (!server.isReady()) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException(server.name() + " was not ready in time, see its log");
            }
            if (process == null || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                process = server.start();
            }
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    void signal(String signal) throws IOException, InterruptedException {
        Signals.send(signal, running().pid());
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    private Process running() {
        return Objects.requireNonNull(process, "never started");
    }

    void stop() throws InterruptedException {
        if (process != null) {
            server.askToStop(process);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        }
    }
}
