package io.backline.order.backlog;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(30)
class BookLockTest {
    private final List<String> ends = new CopyOnWriteArrayList<>();
    private final CountDownLatch slowMayEnd = new CountDownLatch(1);

    @Test
    void who_comes_while_another_reads_does_not_wait_for_the_writer_that_waits() throws Exception {
        var lock = new BookLock(Duration.ofHours(1));
        var slow = reads(lock, "slow");
        var writer = waitsToWrite(lock);

        var quick = new FutureTask<>(() -> lock.reading(() -> "an answer"));
        Thread.ofPlatform().daemon().start(quick);
        assertThat(quick.get(10, SECONDS)).isEqualTo("an answer");
        slowMayEnd.countDown();
        slow.get(10, SECONDS);
        writer.join();

        assertThat(ends).containsExactly("slow", "writer");
    }

    @Test
    void a_writer_that_has_waited_for_long_goes_before_who_comes() throws Exception {
        var lock = new BookLock(Duration.ZERO);
        var slow = reads(lock, "slow");
        var writer = waitsToWrite(lock);

        var late = Thread.ofPlatform().start(() -> lock.reading(() -> ends.add("late")));
        await().until(() -> late.getState() == Thread.State.WAITING);
        slowMayEnd.countDown();
        slow.get(10, SECONDS);
        writer.join();
        late.join();

        assertThat(ends).containsExactly("slow", "writer", "late");
    }

    private FutureTask<Boolean> reads(BookLock lock, String name) throws InterruptedException {
        var isReading = new CountDownLatch(1);
        var reads = new FutureTask<>(() -> lock.reading(() -> {
            isReading.countDown();
            try {
                slowMayEnd.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            return ends.add(name);
        }));
        Thread.ofPlatform().daemon().start(reads);
        isReading.await();
        return reads;
    }

    private Thread waitsToWrite(BookLock lock) {
        var writer = Thread.ofPlatform().start(() -> lock.writing(() -> ends.add("writer")));
        await().until(() -> writer.getState() == Thread.State.WAITING);
        return writer;
    }
}
