package io.backline.messaging;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells the relay of this process that something was committed. Signals given while it works make one more round, not many. */
@Singleton
class OutboxSignal {
    private final Semaphore committed = new Semaphore(0);

    void wake() {
        if (committed.availablePermits() == 0) {
            committed.release();
        }
    }

    /** Returns at once after a signal, else when the time is over. */
    void await(Duration atMost) throws InterruptedException {
        if (committed.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            committed.drainPermits();
        }
    }
}
