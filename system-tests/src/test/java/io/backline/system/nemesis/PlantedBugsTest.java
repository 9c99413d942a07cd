package io.backline.system.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.system.Repository;
import io.backline.system.nemesis.Trial.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The checker is tested: {@code ./backline test --planted} starts services that are wrong, and the judge must say what is. */
@Tag("nemesis")
@EnabledIfSystemProperty(named = "planted", matches = ".*", disabledReason = "it is asked for with --planted")
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlantedBugsTest {
    private static final Map<String, String> ROWS = new TreeMap<>();
    private static final double LOAD =
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path folder = Path.of("");

    static List<PlantedBug> bugs() throws IOException {
        var wanted = System.getProperty("planted.only", ".*");
        return PlantedBug.all().stream()
                .filter(bug -> bug.name().matches(wanted))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void a_planted_bug_is_found(PlantedBug bug) throws Exception {
        System.out.printf("%s: %s%n", bug, bug.words());
        try (var trial = Trial.of(bug, folder)) {
            var outcome = trial.find(finding -> finding.isAbout(bug.breaks()), false);
            note(bug, outcome);
            assertThat(outcome.findings())
                    .as("%s, which breaks %s", bug.words(), bug.breaks())
                    .isNotEmpty();
        }
    }

    @Test
    void where_no_bug_is_planted_none_is_found() throws Exception {
        try (var trial = Trial.ofNothing(folder)) {
            assertThat(trial.find(finding -> true, true).findings()).isEmpty();
        }
    }

    private static void note(PlantedBug bug, Outcome outcome) {
        outcome.findings().forEach(finding -> System.out.println("  seen in " + finding.seenIn() + ": " + finding));
        var row = "| `%s`: %s | %s | %s | %s |"
                .formatted(
                        bug.name(),
                        bug.words(),
                        outcome.findings().isEmpty()
                                ? "nobody"
                                : outcome.findings().stream()
                                        .map(Finding::seenIn)
                                        .distinct()
                                        .collect(Collectors.joining(", ")),
                        outcome.findings().stream()
                                .flatMap(finding -> finding.invariants().stream())
                                .distinct()
                                .sorted()
                                .collect(Collectors.joining(", ")),
                        String.format(Locale.ROOT, "%.0f", outcome.after().toMillis() / 1000.0));
        System.out.println(row);
        ROWS.put(bug.name(), row);
    }

    @AfterAll
    static void tell() throws IOException {
        var table = """
                On %d processors, with a load average of %.1f when it began.

                | planted bug | seen in | invariants named | found after (s) |
                |---|---|---|---|
                %s
                """.formatted(Runtime.getRuntime().availableProcessors(), LOAD, String.join("\n", ROWS.values()));
        System.out.println(table);
        Files.writeString(Repository.root().resolve("system-tests/target/planted.md"), table);
    }
}
