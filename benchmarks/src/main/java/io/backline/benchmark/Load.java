package io.backline.benchmark;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Many clients that keep to one schedule, each over a connection of its own. */
final class Load {
    static final long LONGEST_MICROS = TimeUnit.MINUTES.toMicros(10);
    static final int DIGITS = 3;

    private final URI url;
    private final int connections;

    Load(URI url, int connections) {
        this.url = url;
        this.connections = connections;
    }

    /** What is sent, and what is made of the answers. */
    interface Client {
        /** Sends what has this number; throws if the answer is not the one that is expected. {@code due} is in the time of {@link System#nanoTime}. */
        void send(Connection connection, long number, long due) throws IOException;
    }

    /** Microseconds from when a request was due until it was answered. */
    record Result(long requests, Duration took, Histogram micros) {
        double perSecond() {
            return requests / (took.toNanos() / 1e9);
        }
    }

    Result run(Schedule schedule, Client client) throws InterruptedException {
        var run = new Run(schedule, client);
        var histograms = new ArrayList<Future<Histogram>>();
        try (var threads = Executors.newFixedThreadPool(connections)) {
            for (var i = 0; i < connections; i++) {
                histograms.add(threads.submit(run::drive));
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - run.began);
        var micros = histogram();
        for (var histogram : histograms) {
            micros.add(result(histogram));
        }
        return new Result(micros.getTotalCount(), took, micros);
    }

    /** Ends for all connections when one fails. */
    private final class Run {
        private final Schedule schedule;
        private final Client client;
        private final AtomicLong next = new AtomicLong();
        private final long began = System.nanoTime();
        private volatile boolean broken;

        Run(Schedule schedule, Client client) {
            this.schedule = schedule;
            this.client = client;
        }

        Histogram drive() throws IOException {
            var micros = histogram();
            try (var connection = new Connection(url)) {
                while (!broken) {
                    var number = next.getAndIncrement();
                    var due = schedule.dueAt(number, System.nanoTime() - began);
                    if (schedule.isOver(due)) {
                        return micros;
                    }
                    await(began + due);
                    client.send(connection, number, began + due);
                    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - began - due));
                }
                return micros;
            } catch (IOException | RuntimeException failed) {
                broken = true;
                throw failed;
            }
        }
    }

    private static void await(long moment) {
        for (var left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static Histogram result(Future<Histogram> histogram) throws InterruptedException {
        try {
            return histogram.get();
        } catch (ExecutionException failed) {
            throw new NoFigure("the load broke off: " + failed.getCause());
        }
    }

    static Histogram histogram() {
        return new Histogram(LONGEST_MICROS, DIGITS);
    }
}
