package io.backline.benchmark;

import io.backline.demo.Places;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** The order service as a process: what it holds, and how long it takes to come back. */
final class OrderService {
    private static final String JAR = "order-service/target/quarkus-app/quarkus-run.jar";
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(50);

    private final Places places;
    private final Stack stack;

    OrderService(Places places, Stack stack) {
        this.places = places;
        this.stack = stack;
    }

    /** From the start of its JVM until it said that it is ready, and until it answered what the backlog is. */
    record Restart(double readySeconds, double backlogSeconds) {}

    /** Ends it; the launcher starts it again. */
    Restart restart() throws InterruptedException {
        var before = process();
        before.destroy();
        try {
            before.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException stays) {
            throw new NoFigure("order-service does not end: " + stays);
        }
        var until = System.nanoTime() + PATIENCE.toNanos();
        await(until, () -> stack.process(JAR).isPresent());
        var started = process().info().startInstant().orElseThrow();
        await(until, () -> answers("/q/health/ready"));
        var ready = Duration.between(started, Instant.now());
        await(until, () -> answers("/api/v1/backlog"));
        return new Restart(seconds(ready), seconds(Duration.between(started, Instant.now())));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(long until, Condition condition) {
        while (!condition.holds()) {
            if (System.nanoTime() > until) {
                throw new NoFigure("order-service does not come back");
            }
            LockSupport.parkNanos(LOOK_EVERY);
        }
    }

    private boolean answers(String path) {
        try (var connection = new Connection(places.orderUrl())) {
            return connection.get(path).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it holds, shared pages in proportion; mapped files that were read are among it. */
    double memoryMiB() {
        return stack.memoryMiB(process());
    }

    private ProcessHandle process() {
        return stack.process(JAR).orElseThrow(() -> new NoFigure("order-service does not run"));
    }
}
