package io.backline.system.nemesis;

import io.backline.localstack.DataFolder;
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
    private final DataFolder data;
    private @Nullable Process process;
    private boolean ended;

    Machine(Server server, DataFolder data) {
        this.server = server;
        this.data = data;
    }

    /** Starts it until it is ready, also when the remains of the killed one make the first attempts fail. */
    void start() throws IOException, InterruptedException {
        var until = Instant.now().plus(PATIENCE);
        while (!isAlive() || !server.isReady()) {
            if (Instant.now().isAfter(until)) {
                throw new IllegalStateException(
                        server.name() + " was not ready in time; its log ends with\n" + data.endOfLog(server.name()));
            }
            startUnlessAlive();
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Whoever ends it for good either finds the process or keeps it from being started. */
    private synchronized void startUnlessAlive() throws IOException, InterruptedException {
        if (ended) {
            throw new IllegalStateException(server.name() + " was ended for good");
        }
        if (!isAlive()) {
            process = server.start();
        }
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        running().destroyForcibly().waitFor();
    }

    void signal(String signal) throws IOException, InterruptedException {
        Signals.send(signal, running().pid());
    }

    /** SIGQUIT: a server that knows better than to finish anything. */
    void stopAtOnce() throws IOException, InterruptedException {
        var stopped = running();
        Signals.send(Signals.END_AT_ONCE, stopped.pid());
        stopped.waitFor();
    }

    private synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    private synchronized Process running() {
        return Objects.requireNonNull(process, "never started");
    }

    /** For good. */
    synchronized void end() throws InterruptedException {
        ended = true;
        if (process != null) {
            server.askToStop(process);
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
