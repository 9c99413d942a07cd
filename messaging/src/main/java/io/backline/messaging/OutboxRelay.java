package io.backline.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox in the order it was written. One replica relays at a time, so the order survives scaling out. Rows are deleted after Kafka has them; a
 * crash between the two publishes them again, in the same order, and every reader's inbox knows them.
 */
@Singleton
class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final Duration STANDBY = Duration.ofMillis(250);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);
    /** All that it waited for has come: it only has to notice. */
    private static final Duration END_OF_FLUSH = Duration.ofMillis(500);

    private static final Duration LAST_BATCH = Duration.ofSeconds(5);
    private static final int SWEEP_AFTER = 5_000;
    /** Of its time the relay sweeps at most one part in so many. */
    private static final int SWEEP_SHARE = 10;

    private final Database.Address database;
    private final Producers producers;
    private final Topics topics;
    private final OutboxSignal signal;
    private final OutboxRows rows;
    private final Duration poll;
    private final Thread thread =
            Thread.ofPlatform().name("outbox-relay").daemon().unstarted(this::relay);
    private int deleted;
    private long nextSweep = System.nanoTime();
    private volatile boolean stopped;

    OutboxRelay(
            Database.Address database,
            Producers producers,
            Topics topics,
            OutboxSignal signal,
            OutboxRows rows,
            OutboxSettings settings) {
        this.database = database;
        this.producers = producers;
        this.topics = topics;
        this.signal = signal;
        this.rows = rows;
        this.poll = settings.poll();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped = true;
        signal.wake();
        thread.join(LAST_BATCH);
        thread.interrupt();
    }

    private void relay() {
        try {
            topics.awaitMade();
            while (!stopped) {
                try (var leadership = Leadership.sought(database)) {
                    awaitTurn(leadership);
                    lead(leadership);
                } catch (SQLException | RuntimeException | ExecutionException trouble) {
                    LOG.warnf("the relay pauses: %s", trouble);
                    TimeUnit.MILLISECONDS.sleep(AFTER_TROUBLE.toMillis());
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitTurn(Leadership leadership) throws SQLException, InterruptedException {
        while (!stopped && !leadership.isMine()) {
            TimeUnit.MILLISECONDS.sleep(STANDBY.toMillis());
        }
    }

    /** A producer lives no longer than the leadership: what it did not send yet, the next leader sends. */
    private void lead(Leadership leadership) throws SQLException, InterruptedException, ExecutionException {
        var producer = producers.patient();
        try {
            while (!stopped) {
                if (!drain(leadership, producer)) {
                    signal.await(poll);
                }
            }
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /** Publishes the oldest rows and tells whether there may be more. */
    private boolean drain(Leadership leadership, Producer<byte[], byte[]> producer)
            throws SQLException, InterruptedException, ExecutionException {
        var batch = rows.oldest(leadership.connection());
        if (batch.isEmpty()) {
            return false;
        }
        var sent = send(batch, producer);
        var flush = Thread.startVirtualThread(producer::flush);
        var published = new ArrayList<Long>(batch.size());
        ExecutionException failure = null;
        for (var i = 0; i < sent.size(); i++) {
            var row = batch.get(i);
            try {
                awaitAck(sent.get(i), leadership);
                published.add(row.position());
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof RecordTooLargeException) {
                    LOG.errorf(
                            "%s at position %d is too large for Kafka and is put aside", row.topic(), row.position());
                    rows.putAside(
                            leadership.connection(), row, failed.getCause().toString());
                } else {
                    failure = failed;
                }
            }
        }
        rows.delete(leadership.connection(), published);
        flush.join(END_OF_FLUSH); // as long as one goes on, what is sent next would leave record by record
        deleted += published.size();
        if (deleted >= SWEEP_AFTER && System.nanoTime() - nextSweep >= 0) {
            sweep(leadership);
        }
        if (failure != null) {
            throw failure;
        }
        return batch.size() == sent.size() && rows.mayBeMoreThan(batch);
    }

    private void sweep(Leadership leadership) throws SQLException {
        var began = System.nanoTime();
        deleted = 0;
        try {
            rows.sweep(leadership.connection());
        } finally {
            var ended = System.nanoTime();
            nextSweep = ended + SWEEP_SHARE * (ended - began);
        }
    }

    /**
     * Sends without waiting, up to the first that the producer does not take: the next of its key must not overtake it. All leave together, with a flush: if the
     * first went ahead, everybody who reads it would be at work on that one alone when the others come.
     */
    private List<Future<RecordMetadata>> send(List<OutboxRows.Stored> batch, Producer<byte[], byte[]> producer) {
        var sent = new ArrayList<Future<RecordMetadata>>(batch.size());
        for (var row : batch) {
            var future = producer.send(row.record(topics.named(row.topic())));
            sent.add(future);
            if (future.isDone() && future.state() == Future.State.FAILED) {
                break;
            }
        }
        return sent;
    }

    private static void awaitAck(Future<RecordMetadata> sent, Leadership leadership)
            throws SQLException, InterruptedException, ExecutionException {
        while (true) {
            try {
                sent.get(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException kafkaIsAway) {
                leadership.breathe();
            }
        }
    }
}
