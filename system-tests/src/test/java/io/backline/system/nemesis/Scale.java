package io.backline.system.nemesis;

import java.time.Duration;

/** How long a fault lasts and how much a storm brings: less in a short run. */
enum Scale {
    SHORT(12, 10, 8, 8, 1_000, 1_000_000),
    LONG(90, 60, 30, 30, 10_000, 10_000);

    private static final Duration LONG_RUN = Duration.ofMinutes(20);

    private final int freeze;
    private final int absence;
    private final int silence;
    private final int lock;
    private final int storm;
    private final int replayOfPartition;

    Scale(int freeze, int absence, int silence, int lock, int storm, int replayOfPartition) {
        this.freeze = freeze;
        this.absence = absence;
        this.silence = silence;
        this.lock = lock;
        this.storm = storm;
        this.replayOfPartition = replayOfPartition;
    }

    static Scale of(Duration run) {
        return run.compareTo(LONG_RUN) < 0 ? SHORT : LONG;
    }

    Duration freeze() {
        return Duration.ofSeconds(freeze);
    }

    /** Of a broker or a database. */
    Duration absence() {
        return Duration.ofSeconds(absence);
    }

    /** Of a wire or a mail server. */
    Duration silence() {
        return Duration.ofSeconds(silence);
    }

    Duration lock() {
        return Duration.ofSeconds(lock);
    }

    /** Records read again of each partition, at most. */
    int replayOfPartition() {
        return replayOfPartition;
    }

    /** Lines that wait for one SKU when it is received. */
    int storm() {
        return storm;
    }
}
