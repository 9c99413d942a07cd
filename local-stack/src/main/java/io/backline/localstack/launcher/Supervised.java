package io.backline.localstack.launcher;

import io.backline.localstack.Server;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Keeps one server running: when it ends it is started again, after a longer pause each time it ends soon. */
final class Supervised {
    enum State {
        STARTING,
        READY,
        PAUSED,
        STOPPED
    }

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final Server server;
    private final Duration patience;
    private final Consumer<String> tell;
    private final Runnable changed;
    private final CompletableFuture<Void> firstReady = new CompletableFuture<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread watch;

    private volatile State state = State.STARTING;
    private volatile Instant since = Instant.now();
    private volatile int restarts;
    private volatile @Nullable Process process;
    private Duration pause = FIRST_PAUSE;

    /** Waits so long for an end that was asked for. */
    Supervised(Server server, Duration patience, Consumer<String> tell, Runnable changed) {
        this.server = server;
        this.patience = patience;
        this.tell = tell;
        this.changed = changed;
        this.watch = new Thread(this::keepRunning, "watch-" + server.name());
    }

    void start() {
        watch.start();
    }

    private void keepRunning() {
        try {
            while (!isStopping()) {
                runOnce();
                if (isStopping() || gaveUp()) {
                    return;
                }
                stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
                restarts++;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            become(State.STOPPED);
        }
    }

    /** From start to end; returns when the process has ended. */
    private void runOnce() throws InterruptedException {
        var began = System.nanoTime();
        try {
            become(State.STARTING);
            var started = startUnlessStopping();
            if (started == null) {
                return;
            }
            awaitReadiness(started, began);
            var ended = started.waitFor();
            if (secondsSince(began) > SETTLED.toSeconds()) {
                pause = FIRST_PAUSE;
            }
            ended(ended > 128 ? "was killed by signal " + (ended - 128) : "ended with exit code " + ended);
        } catch (IOException e) {
            ended("could not be started: " + e.getMessage());
        }
    }

    /** Whoever stops either finds the process or keeps it from being started. */
    private synchronized @Nullable Process startUnlessStopping() throws IOException, InterruptedException {
        process = isStopping() ? null : server.start();
        return process;
    }

    private void awaitReadiness(Process started, long began) throws InterruptedException {
        while (started.isAlive() && !isStopping()) {
            if (server.isReady()) {
                become(State.READY);
                tell.accept("%-22s ready after %4.1f s, port %d"
                        .formatted(server.name(), secondsSince(began), server.port()));
                firstReady.complete(null);
                return;
            }
            started.waitFor(100, TimeUnit.MILLISECONDS);
        }
    }

    private void ended(String how) {
        process = null;
        if (isStopping()) {
            return;
        }
        if (!firstReady.isDone()) {
            firstReady.completeExceptionally(new StartFailed(server.name(), how));
            return;
        }
        become(State.PAUSED);
        tell.accept("%-22s %s; started again in %d s".formatted(server.name(), how, pause.toSeconds()));
    }

    private boolean gaveUp() {
        return firstReady.isCompletedExceptionally();
    }

    /** Waits for the first readiness; a server that ends before is not started again. */
    void awaitReady(Duration atMost) throws InterruptedException, StartFailed {
        try {
            firstReady.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new StartFailed(server.name(), "was not ready after " + atMost.toSeconds() + " s");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof StartFailed reason) {
                throw reason;
            }
            throw new IllegalStateException(e);
        }
    }

    void askToStop() {
        synchronized (this) {
            stopping.countDown();
            var running = process;
            if (running != null) {
                server.askToStop(running);
            }
        }
        firstReady.completeExceptionally(new StartFailed(server.name(), "was stopped before it was ready"));
    }

    /** By force when asking was not enough. */
    void awaitStop() {
        try {
            watch.join(patience.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var running = process;
        if (running != null && running.isAlive()) {
            tell.accept("%-22s does not end, killed".formatted(server.name()));
            running.destroyForcibly();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void become(State next) {
        state = next;
        since = Instant.now();
        changed.run();
    }

    private static double secondsSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    ProcessList.Row row() {
        var running = process;
        return new ProcessList.Row(
                server.name(), running == null ? 0 : running.pid(), server.port(), state.name(), restarts, since);
    }
}
