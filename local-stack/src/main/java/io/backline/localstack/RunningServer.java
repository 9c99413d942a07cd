package io.backline.localstack;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A started server that ends with {@link #close()}. */
public final class RunningServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Server server;
    private final Process process;

    private RunningServer(Server server, Process process) {
        this.server = server;
        this.process = process;
    }

    public static RunningServer start(Server server) throws IOException, InterruptedException {
        return new RunningServer(server, server.start());
    }

    public void awaitReady(Duration atMost) throws InterruptedException {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!server.isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        server.name() + " ended with " + process.exitValue() + " before it was ready; see its log");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        server.name() + " was not ready after " + atMost.toSeconds() + " s; see its log");
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    public Process process() {
        return process;
    }

    /** Ends the server cleanly, by force after half a minute. */
    @Override
    public void close() {
        server.askToStop(process);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
