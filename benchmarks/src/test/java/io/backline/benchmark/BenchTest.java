package io.backline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What the launcher asks before it starts anything. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BenchTest {
    private static final int WRONG_OPTIONS = 2;

    private final StringWriter told = new StringWriter();

    @Test
    void a_figure_that_does_not_exist_is_refused_with_those_that_do() {
        assertThat(check("--only", "endToEnd,nonsense")).isEqualTo(WRONG_OPTIONS);

        assertThat(told.toString())
                .contains("'nonsense'", "endToEnd", "backlogP99Millis", "visits")
                .doesNotContain("at io.backline");
    }

    @Test
    void a_store_too_small_for_every_stage_is_refused() {
        assertThat(check("--orders", "100")).isEqualTo(WRONG_OPTIONS);
    }

    @Test
    void figures_and_what_they_have_in_common_can_be_asked_for_together() {
        assertThat(check("--only", "backlog,endToEnd", "--orders", "100000")).isZero();
        assertThat(check("--quick")).isZero();
        assertThat(check()).isZero();
    }

    private int check(String... options) {
        var bench = Bench.commandLine().setErr(new PrintWriter(told, true));
        var arguments = new java.util.ArrayList<>(java.util.List.of(options));
        arguments.add("--check");
        return bench.execute(arguments.toArray(String[]::new));
    }
}
