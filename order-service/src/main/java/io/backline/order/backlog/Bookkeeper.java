package io.backline.order.backlog;

import io.backline.events.OrderEvent;
import io.backline.events.OrderEvent.DelayOptionOffered;
import io.backline.events.OrderEvent.DelayOptionResolved;
import io.backline.events.OrderEvent.HoldReleased;
import io.backline.events.OrderEvent.LinesCancelled;
import io.backline.events.OrderEvent.OrderBackordered;
import io.backline.events.OrderEvent.OrderChanged;
import io.backline.events.OrderEvent.OrderClosed;
import io.backline.events.OrderEvent.OrderHeld;
import io.backline.events.OrderEvent.OrderPlaced;
import io.backline.events.OrderEvent.OrderReadyToPick;
import io.backline.events.OrderEvent.OrderStageChanged;
import io.backline.events.OrderEvent.PromiseMade;
import io.backline.events.OrderEvent.PromiseMoved;
import io.backline.events.OrderEvent.RefundDue;
import io.backline.events.Streams;
import io.backline.messaging.StreamTail;
import io.backline.messaging.StreamTails;
import io.backline.web.Problems;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the Book of this replica: reads it from the database when the service starts, and follows the stream of orders from a moment before that. What the
 * database told already the stream tells again; the version of the order says so. If anything goes wrong the Book is read anew, and the old one serves until then.
 */
@Singleton
class Bookkeeper {
    private static final Logger LOG = Logger.getLogger(Bookkeeper.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);
    private static final Duration FIRST_READING = Duration.ofSeconds(3);
    private static final Duration TURN = Duration.ofSeconds(10);
    /** As long as a service of the version before tells what cannot be followed, the Book is read anew every so often. */
    private static final Duration BETWEEN_READINGS = Duration.ofMinutes(1);
    /** So long scans may begin though news waits; it is written when the last of them has ended. */
    private static final Duration WRITERS_PATIENCE = Duration.ofMillis(200);
    /** A scan keeps a core busy; more of them at once would only keep the intake waiting. */
    private static final int MOST_SCANS = 2;

    /** Who waits for a turn holds a thread that takes in orders, too. */
    private static final int MOST_WAITING = 20;

    private final StreamTails streams;
    private final BookReader reader;
    private final BookLock lock = new BookLock(WRITERS_PATIENCE);
    private final Semaphore scans = new Semaphore(MOST_SCANS, true);
    private final CountDownLatch isRead = new CountDownLatch(1);
    private final Thread thread =
            Thread.ofPlatform().name("bookkeeper").daemon().unstarted(this::keep);
    private volatile @Nullable Book book;
    private volatile long changes;
    private volatile String trouble = "";

    Bookkeeper(StreamTails streams, BookReader reader) {
        this.streams = streams;
        this.reader = reader;
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** Counts what has come, so that one can tell whether anything has. */
    long changes() {
        return changes;
    }

    /** An answer from the Book, which stands still meanwhile. */
    <T> T read(Function<Book, T> question) {
        try {
            if (!isRead.await(FIRST_READING.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problems.unavailable("the backlog is being read from the database; ask again");
            }
            if (scans.getQueueLength() >= MOST_WAITING || !scans.tryAcquire(TURN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problems.unavailable("others are asking for the backlog; ask again");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw Problems.unavailable("the service is stopping");
        }
        try {
            return lock.reading(() -> {
                if (book == null) {
                    throw Problems.unavailable("the backlog is being read anew: " + trouble);
                }
                return question.apply(book);
            });
        } finally {
            scans.release();
        }
    }

    private void keep() {
        try {
            while (true) {
                try {
                    readAndFollow();
                } catch (SQLException | RuntimeException | Error broken) {
                    if (Thread.interrupted()) {
                        return;
                    }
                    LOG.warnf("the backlog is read anew: %s", broken);
                    trouble = broken.toString();
                    TimeUnit.MILLISECONDS.sleep(AFTER_TROUBLE.toMillis());
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without Kafka there is nothing to follow; what the database says is better than nothing. */
    private void readAndFollow() throws InterruptedException, SQLException {
        var concerning = Streams.ORDERS.only(Set.of(OrderPlaced.class, OrderChanged.class, OrderStageChanged.class));
        try (var tail = streams.fromNowOn(concerning, PATIENCE)) {
            follow(tail, open(reader.read()));
        } catch (KafkaException | TimeoutException away) {
            if (book == null) {
                open(reader.read());
            }
            throw new IllegalStateException("Kafka is away", away);
        }
    }

    private Book open(Book fresh) {
        writing(() -> {
            var before = book;
            book = fresh;
            if (before != null) {
                before.close();
            }
        });
        isRead.countDown();
        LOG.infof(
                "the backlog holds %d orders, %d lines and %d visits",
                fresh.orders.size(), fresh.lines.size(), fresh.visits.size());
        return fresh;
    }

    private void follow(StreamTail<OrderEvent> tail, Book book) throws InterruptedException {
        var readAt = System.nanoTime();
        var isBehind = false;
        while (!isBehind || System.nanoTime() - readAt < BETWEEN_READINGS.toNanos()) {
            var events = tail.next(PATIENCE);
            if (!events.isEmpty()) {
                isBehind |= !enterAll(events, book);
            }
        }
    }

    /** What is half entered is worse than nothing. */
    private boolean enterAll(List<OrderEvent> events, Book book) {
        var whole = new AtomicBoolean();
        writing(() -> {
            try {
                whole.set(enter(events, book));
            } catch (RuntimeException | Error broken) {
                this.book = null;
                book.close();
                throw broken;
            }
        });
        return whole.get();
    }

    private void writing(Runnable change) {
        lock.writing(() -> {
            change.run();
            changes++;
        });
    }

    /** Answers whether all could be followed. */
    static boolean enter(List<OrderEvent> events, Book book) {
        var whole = true;
        for (var event : events) {
            switch (event) {
                case OrderPlaced placed -> place(placed, book);
                case OrderChanged changed -> change(changed, book);
                case OrderStageChanged moved -> whole &= move(moved, book);
                case OrderHeld held -> {}
                case HoldReleased released -> {}
                case LinesCancelled cancelled -> {}
                case OrderBackordered waiting -> {}
                case OrderReadyToPick ready -> {}
                case PromiseMade promised -> {}
                case PromiseMoved promised -> {}
                case DelayOptionOffered offered -> {}
                case DelayOptionResolved resolved -> {}
                case RefundDue due -> {}
                case OrderClosed closed -> {}
                case OrderEvent.Unknown later -> {}
            }
        }
        return whole;
    }

    private static void place(OrderPlaced placed, Book book) {
        if (book.find(placed.orderId()) < 0) {
            var order = book.place(
                    placed.orderId(),
                    placed.channel(),
                    placed.customerId(),
                    placed.currency(),
                    placed.priority(),
                    placed.placedAt(),
                    placed.needBy(),
                    0);
            placed.lines().forEach(line -> book.addLine(order, line.lineNumber(), line.sku(), line.unitPrice()));
        }
    }

    private static void change(OrderChanged changed, Book book) {
        var order = book.find(changed.orderId());
        if (order >= 0) {
            book.change(order, changed.priority(), changed.needBy());
        }
    }

    private static boolean move(OrderStageChanged moved, Book book) {
        var order = book.find(moved.orderId());
        if (order < 0 || moved.version() == null || moved.lines() == null) {
            return false;
        }
        if (book.isNews(order, moved.version())) {
            book.move(order, moved.version(), moved.lines());
        }
        return true;
    }
}
