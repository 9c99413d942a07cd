package io.backline.messaging;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long nothing was heard of somebody of whom something should be heard. */
final class Silence {
    private final AtomicLong nanos = new AtomicLong();

    void lasts(Duration another) {
        nanos.addAndGet(another.toNanos());
    }

    void end() {
        nanos.set(0);
    }

    boolean isLongerThan(Duration limit) {
        return nanos.get() > limit.toNanos();
    }
}
