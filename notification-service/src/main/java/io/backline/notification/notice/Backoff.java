package io.backline.notification.notice;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Pauses between attempts: each twice the one before, up to a longest, and each by chance up to half shorter, so that not all come back at once. */
record Backoff(Duration first, Duration longest) {
    Duration after(int attempts, RandomGenerator chance) {
        var doubled = first.toMillis() * Math.pow(2, Math.min(attempts, 40) - 1.0);
        var pause = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis((long) (pause * (1 - chance.nextDouble() / 2)));
    }
}
