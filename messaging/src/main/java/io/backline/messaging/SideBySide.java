package io.backline.messaging;

import io.backline.messaging.Reading.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Has a large batch done by two threads, every other partition by each, in a transaction of its own: so the database works while we think, and we while it does.
 * For a stream whose events concern nothing but their own key, as two replicas might do the same.
 */
final class SideBySide implements Work {
    /** Fewer are sooner done in one go. */
    private static final int WORTH_TWO = 200;

    private final String name;
    private final Work work;

    SideBySide(String name, Work work) {
        this.name = name;
        this.work = work;
    }

    @Override
    public void on(List<ConsumerRecord<byte[], byte[]>> records) throws InterruptedException {
        var halves = halves(records);
        if (records.size() < WORTH_TWO || halves.size() < 2) {
            work.on(records);
            return;
        }
        try (var workers = Executors.newFixedThreadPool(
                2, Thread.ofPlatform().name(name).daemon().factory())) {
            var done = workers.invokeAll(halves.stream().map(this::task).toList());
            failIfAny(done);
        }
    }

    private static List<List<ConsumerRecord<byte[], byte[]>>> halves(List<ConsumerRecord<byte[], byte[]>> records) {
        var partitions = new TreeSet<Integer>();
        records.forEach(record -> partitions.add(record.partition()));
        var one = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        var other = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var record : records) {
            var isEven = partitions.headSet(record.partition()).size() % 2 == 0;
            (isEven ? one : other).add(record);
        }
        return other.isEmpty() ? List.of(one) : List.of(one, other);
    }

    private Callable<Boolean> task(List<ConsumerRecord<byte[], byte[]>> half) {
        return () -> {
            work.on(half);
            return true;
        };
    }

    private static void failIfAny(List<? extends Future<?>> done) {
        var failures = done.stream()
                .filter(half -> half.state() == Future.State.FAILED)
                .map(Future::exceptionNow)
                .toList();
        if (!failures.isEmpty()) {
            var failure = new IllegalStateException(failures.getFirst().getMessage(), failures.getFirst());
            failures.stream().skip(1).forEach(failure::addSuppressed);
            throw failure;
        }
    }
}
