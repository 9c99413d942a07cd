package io.backline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadingTest {
    private static final TopicPartition PARTITION = new TopicPartition("teapots", 0);
    private static final int BROKEN = 1_000_000;
    private static final int NOT_URGENT = 2_000_000;

    private final SubmissionPublisher<Message<ConsumerRecords<byte[], byte[]>>> channel =
            new SubmissionPublisher<>(Runnable::run, 64);
    private final Semaphore turns = new Semaphore(0);
    private final List<List<Long>> done = new CopyOnWriteArrayList<>();
    private final AtomicInteger acknowledged = new AtomicInteger();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final Reading reading = new Reading("teapots", ReadingTest::isUrgent, this::work);
    private long next;

    private static boolean isUrgent(ConsumerRecord<byte[], byte[]> record) {
        return record.offset() < NOT_URGENT;
    }

    private void work(List<ConsumerRecord<byte[], byte[]>> records) {
        turns.acquireUninterruptibly();
        var offsets = records.stream().map(ConsumerRecord::offset).toList();
        if (offsets.contains((long) BROKEN)) {
            throw new IllegalStateException("broken");
        }
        done.add(offsets);
    }

    @AfterEach
    void stop() {
        turns.release(1_000);
        end();
        channel.close();
    }

    @Test
    void what_comes_meanwhile_is_done_in_one_go_and_in_order() {
        channel.subscribe(reading);
        poll(1);
        awaitAtWork();
        poll(2);
        poll(1);
        poll(3);

        turns.release(2);

        await().untilAsserted(() -> assertThat(done).containsExactly(List.of(0L), List.of(1L, 2L, 3L, 4L, 5L, 6L)));
        await().untilAsserted(() -> assertThat(acknowledged).hasValue(4));
    }

    @Test
    void what_is_not_urgent_waits_for_company() {
        next = NOT_URGENT;
        turns.release(1_000);
        channel.subscribe(reading);
        var began = System.nanoTime();
        poll(1);

        await().untilAsserted(() -> assertThat(done).containsExactly(List.of(NOT_URGENT + 0L)));
        assertThat(System.nanoTime() - began).isGreaterThan(100_000_000);
    }

    @Test
    void a_hundred_do_not_wait_though_none_is_urgent() {
        next = NOT_URGENT;
        turns.release(1_000);
        channel.subscribe(reading);
        poll(100);
        poll(1);

        await().untilAsserted(() -> assertThat(acknowledged).hasValue(2));
        assertThat(done.getFirst()).hasSizeBetween(100, 101);
    }

    @Test
    void what_is_urgent_does_not_overtake_what_is_not() {
        channel.subscribe(reading);
        next = NOT_URGENT;
        poll(1);
        next = 0;
        poll(1);
        next = NOT_URGENT + 1;
        poll(1);
        turns.release(1_000);

        await().untilAsserted(() ->
                assertThat(done.stream().flatMap(List::stream)).containsExactly(NOT_URGENT + 0L, 0L, NOT_URGENT + 1L));
    }

    @Test
    void nothing_is_acknowledged_before_it_is_done() {
        channel.subscribe(reading);
        poll(1);
        awaitAtWork();

        assertThat(acknowledged).hasValue(0);
    }

    @Test
    void no_more_is_asked_for_than_has_room_and_all_is_done_in_the_end() {
        channel.subscribe(reading);
        poll(1);
        awaitAtWork();
        for (var number = 0; number < 20; number++) {
            poll(200);
        }

        assertThat(channel.estimateMaximumLag()).isEqualTo(17);
        turns.release(100);

        await().untilAsserted(() -> assertThat(acknowledged).hasValue(21));
        assertThat(done).allSatisfy(records -> assertThat(records).hasSizeLessThanOrEqualTo(500));
        assertThat(done.stream().flatMap(List::stream)).isSorted().hasSize(4_001);
    }

    @Test
    void who_has_worked_rests_as_long() {
        channel.subscribe(reading);
        poll(1);
        await().pollDelay(Duration.ofMillis(40)).until(turns::hasQueuedThreads);
        var ended = System.nanoTime();
        turns.release(2);
        await().until(() -> acknowledged.get() == 1);
        poll(1);

        await().until(() -> acknowledged.get() == 2);
        assertThat(System.nanoTime() - ended).isGreaterThan(40_000_000);
    }

    @Test
    void who_fails_ends_the_channel_and_nothing_after_it_is_done() {
        next = BROKEN;
        channel.subscribe(reading);
        poll(1);
        awaitAtWork();
        poll(1);

        turns.release(2);

        await().untilAsserted(() -> assertThat(refused).containsExactly("broken"));
        await().until(() -> !channel.hasSubscribers());
        assertThat(turns.availablePermits()).isOne();
        assertThat(done).isEmpty();
        assertThat(acknowledged).hasValue(0);
    }

    @Test
    void who_ends_does_what_is_at_work_and_begins_nothing_more() throws InterruptedException {
        channel.subscribe(reading);
        poll(1);
        awaitAtWork();
        poll(1);

        var ending = Thread.ofPlatform().start(this::end);
        await().until(() -> ending.getState() == Thread.State.TIMED_WAITING);
        turns.release(2);
        ending.join();

        assertThat(done).containsExactly(List.of(0L));
        assertThat(acknowledged).hasValue(1);
        assertThat(refused).isEmpty();
    }

    @Test
    void who_may_give_up_has_not_failed() {
        next = BROKEN;
        channel.subscribe(reading);
        poll(1);
        awaitAtWork();

        reading.mayGiveUp();
        turns.release();
        end();

        assertThat(refused).isEmpty();
        assertThat(acknowledged).hasValue(0);
    }

    private void end() {
        try {
            reading.end();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAtWork() {
        await().until(turns::hasQueuedThreads);
    }

    private void poll(int size) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var number = 0; number < size; number++) {
            records.add(new ConsumerRecord<>("teapots", 0, next++, null, null));
        }
        channel.submit(Message.of(
                new ConsumerRecords<>(Map.of(PARTITION, records), Map.of()),
                () -> {
                    acknowledged.incrementAndGet();
                    return CompletableFuture.completedFuture(null);
                },
                failure -> {
                    refused.add(failure.getMessage());
                    return CompletableFuture.completedFuture(null);
                }));
    }
}
