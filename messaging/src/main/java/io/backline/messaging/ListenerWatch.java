package io.backline.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks at the listeners from time to time: which of them hang, though there is something for them and nobody they need is away? What a new process would do no
 * better does not count: a database or a Kafka that does not answer, a rebalance, a frozen process.
 */
@Singleton
class ListenerWatch {
    private static final Logger LOG = Logger.getLogger(ListenerWatch.class);
    private static final int LOOKS_BEFORE_LIMIT = 10;
    private static final Duration LONGEST_PATIENCE = Duration.ofSeconds(5);

    private final Batches batches;
    private final KafkaClientService channels;
    private final StreamEnds ends;
    private final Database.Address database;
    private final Duration limit;
    private final Duration pause;
    private final Duration patience;
    private final Map<Object, Reader> readers = new LinkedHashMap<>();
    private final Thread thread =
            Thread.ofPlatform().name("listener-watch").daemon().unstarted(this::watch);
    private volatile Set<String> stuck = Set.of();

    ListenerWatch(
            Batches batches,
            KafkaClientService channels,
            StreamEnds ends,
            Database.Address database,
            @ConfigProperty(name = "backline.inbox.stuck-after", defaultValue = "2m") Duration limit) {
        this.batches = batches;
        this.channels = channels;
        this.ends = ends;
        this.database = database;
        this.limit = limit;
        this.pause = limit.dividedBy(LOOKS_BEFORE_LIMIT);
        this.patience = pause.compareTo(LONGEST_PATIENCE) < 0 ? pause : LONGEST_PATIENCE;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** The topics that are not read on; never waits. */
    Set<String> stuck() {
        return stuck;
    }

    private void watch() {
        try {
            for (var last = System.nanoTime(); ; ) {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                var now = System.nanoTime();
                lookAgain(Duration.ofNanos(now - last));
                last = now;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookAgain(Duration passed) throws InterruptedException {
        try {
            look(passed);
        } catch (RuntimeException failure) {
            LOG.warn("the listeners could not be looked at", failure);
        }
    }

    /** Looks take a fraction of the limit each. Where much more has passed the process was frozen, and everybody gets the whole time anew. */
    synchronized void look(Duration passed) throws InterruptedException {
        if (passed.compareTo(limit.dividedBy(2)) > 0) {
            batches.inHand().forEach(batch -> batch.silence().end());
            readers.values().forEach(reader -> reader.silence().end());
            stuck = Set.of();
            return;
        }
        var hanging = new TreeSet<String>();
        batchesThatHang(passed).forEach(batch -> hanging.addAll(batch.topics()));
        readersThatHang(passed).forEach(reader -> hanging.addAll(reader.topics()));
        stuck = hanging;
    }

    /** A batch may wait for the database in silence, if that hangs too. */
    private List<Batches.InHand> batchesThatHang(Duration passed) {
        var hanging = new ArrayList<Batches.InHand>();
        for (var batch : batches.inHand()) {
            batch.silence().lasts(passed);
            if (batch.silence().isLongerThan(limit)) {
                hanging.add(batch);
            }
        }
        if (hanging.isEmpty() || database.answers(patience)) {
            return hanging;
        }
        hanging.forEach(batch -> batch.silence().end());
        return List.of();
    }

    /** A reader that is behind and does not move. Where Kafka does not say that it is behind, it is not. */
    private List<Reader> readersThatHang(Duration passed) throws InterruptedException {
        var resting = readersAtRest();
        var partitions = new HashSet<TopicPartition>();
        resting.forEach(reader -> partitions.addAll(reader.partitions()));
        var known = ends.of(partitions, patience);
        var hanging = new ArrayList<Reader>();
        for (var reader : resting) {
            if (!reader.isBehind(known)) {
                reader.silence().end();
                continue;
            }
            reader.silence().lasts(passed);
            if (reader.silence().isLongerThan(limit)) {
                hanging.add(reader);
            }
        }
        return hanging;
    }

    /** Those that stand where they stood, with no batch in hand that would be the reason. */
    private List<Reader> readersAtRest() throws InterruptedException {
        for (var channel : channels.getConsumerChannels()) {
            for (var consumer : channels.getConsumers(channel)) {
                readers.computeIfAbsent(consumer, unseen -> new Reader(consumer))
                        .ask();
            }
        }
        var busy = new HashSet<String>();
        batches.inHand().forEach(batch -> busy.addAll(batch.topics()));
        var resting = new ArrayList<Reader>();
        var deadline = System.nanoTime() + patience.toNanos();
        for (var reader : readers.values()) {
            var moved = reader.hasMoved(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            if (moved || !Collections.disjoint(busy, reader.topics())) {
                reader.silence().end();
            } else {
                resting.add(reader);
            }
        }
        return resting;
    }
}
