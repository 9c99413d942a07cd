package io.backline.order.backlog;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps those who read the Book apart from the one who writes in it. Who comes while others read joins them, though the writer may be waiting: behind the writer
 * a question of 20 ms would wait for the end of one of 300. A writer that has waited so long that figures would be old goes before all who come.
 */
final class BookLock {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final long patience;
    private volatile long writerCame = System.nanoTime();

    BookLock(Duration patienceOfTheWriter) {
        patience = patienceOfTheWriter.toNanos();
    }

    <T> T reading(Supplier<T> work) {
        var mayJoin = System.nanoTime() - writerCame < patience;
        if (!(mayJoin && lock.readLock().tryLock())) {
            lock.readLock().lock();
        }
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** By one thread only. */
    void writing(Runnable work) {
        writerCame = System.nanoTime();
        lock.writeLock().lock();
        try {
            work.run();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
