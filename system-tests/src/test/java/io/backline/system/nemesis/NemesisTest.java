package io.backline.system.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.backline.system.Repository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Three minutes of faults by default; {@code ./backline test --faults 60m} rages for longer, {@code -Dnemesis.seed=} repeats what was drawn. */
@Tag("nemesis")
@DisplayNameGeneration(ReplaceUnderscores.class)
class NemesisTest {
    private static final Duration DURATION = Duration.parse("PT" + System.getProperty("nemesis.duration", "3m"));

    /** A short one shares its machine with a build, and says only in its table how long a recovery took. */
    private static final Duration LONG = Duration.ofMinutes(20);
    /** The last fault may begin in the last second. */
    private static final Duration UNTIL_CURED = Duration.ofMinutes(12);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    @Test
    void whatever_is_struck_nothing_is_lost_or_doubled_and_all_is_well_again_soon() throws Exception {
        var seed = Long.getLong("nemesis.seed", ThreadLocalRandom.current().nextInt(1_000_000));
        System.out.printf("Nemesis: %s with -Dnemesis.seed=%d, logs below %s%n", DURATION, seed, folder);
        try (var nemesis = new Nemesis(folder, seed, DURATION)) {
            var report = assertTimeoutPreemptively(DURATION.plus(UNTIL_CURED), () -> nemesis.rage(DURATION));

            var told = "Seed %d, %s: %s. Missed: %s%n%n%s%n"
                    .formatted(seed, DURATION, nemesis.totals(), report.missed(), report.table());
            System.out.println(told);
            Files.writeString(Repository.root().resolve("system-tests/target/nemesis.md"), told);
            assertThat(report.violations()).isEmpty();
            assertThat(report.struck()).as("faults that hurt").isPositive();
            assertThat(nemesis.hasTraded()).as("orders, events and mails came").isTrue();
            if (DURATION.compareTo(LONG) >= 0) {
                assertThat(report.late()).as("late").isEmpty();
            }
        }
    }
}
