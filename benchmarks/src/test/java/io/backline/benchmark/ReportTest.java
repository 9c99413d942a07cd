package io.backline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReportTest {
    private final Figures figures = new Figures();
    private final Report report = new Report(figures, new Machine("Abacus", 2, 4, "Linux", "Java 25"));

    @Test
    void a_line_says_what_was_measured_what_it_must_reach_and_whether_it_does() {
        figures.put(Figure.FLOOR, 9_000, 1.5);
        figures.put(Figure.ACCEPTED, 1_400, 2.25);

        assertThat(lineOf("accepted")).contains("1,400 /s", "≥ 0.15 × floor = 1,350", "reached", "2.3");
        assertThat(lineOf("growth")).contains("no figure");
        assertThat(printed()).contains("Abacus, 2 cores");
    }

    @Test
    void a_program_reads_the_same(@TempDir Path folder) throws IOException {
        figures.put(Figure.RELEASE, 1.5, 2);

        report.write(folder.resolve("figures.json"));

        assertThat(Files.readString(folder.resolve("figures.json"))).isEqualTo("""
                        {"releaseSeconds":1.5,"machineLoad":{"releaseSeconds":2.0},"machine":"Abacus, 2 cores, 4 GiB, Linux, Java 25"}""");
    }

    private String lineOf(String key) {
        return printed()
                .lines()
                .filter(line -> line.startsWith(key + " "))
                .findFirst()
                .orElseThrow();
    }

    private String printed() {
        var out = new ByteArrayOutputStream();
        report.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }
}
