package io.backline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.benchmark.Figures.Verdict;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FiguresTest {
    private final Figures figures = new Figures();

    @Test
    void a_share_is_held_against_the_figure_of_the_same_session() {
        figures.put(Figure.FLOOR, 2_000);

        figures.put(Figure.ACCEPTED, 300);
        figures.put(Figure.END_TO_END, 199);

        assertThat(figures.verdict(Figure.ACCEPTED)).isEqualTo(Verdict.REACHED);
        assertThat(figures.verdict(Figure.END_TO_END)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void a_ceiling_is_reached_from_below() {
        figures.put(Figure.RELEASE, 2.0);
        figures.put(Figure.STOCK_OUT, 3.01);

        assertThat(figures.verdict(Figure.RELEASE)).isEqualTo(Verdict.REACHED);
        assertThat(figures.verdict(Figure.STOCK_OUT)).isEqualTo(Verdict.MISSED);
    }

    @Test
    void a_share_of_nothing_is_no_figure() {
        figures.put(Figure.HOT, 300);

        assertThat(figures.verdict(Figure.HOT)).isEqualTo(Verdict.NOT_MEASURED);
        assertThat(figures.verdict(Figure.GROWTH)).isEqualTo(Verdict.NOT_MEASURED);
    }

    @Test
    void the_floor_is_only_told() {
        figures.put(Figure.FLOOR, 1);

        assertThat(figures.verdict(Figure.FLOOR)).isEqualTo(Verdict.ONLY_TOLD);
    }

    @Test
    void programs_read_figures_by_these_keys() {
        for (var figure : Figure.values()) {
            figures.put(figure, 1.23456, 0.5);
        }

        assertThat(figures.byKey().keySet())
                .containsExactly(
                        "floor",
                        "accepted",
                        "endToEnd",
                        "hot",
                        "bulk",
                        "acceptedP99Millis",
                        "answeredP50Millis",
                        "answeredP99Millis",
                        "releaseSeconds",
                        "stockOut10kSeconds",
                        "cpuMillisPerOrder",
                        "noticesPerMinute",
                        "idleRssMiB",
                        "loadedRssMiB",
                        "readySeconds",
                        "growth");
        assertThat(figures.byKey()).containsEntry("growth", 1.235);
        assertThat(figures.machineLoadByKey()).hasSize(Figure.values().length).containsEntry("growth", 0.5);
    }

    @Test
    void every_figure_but_the_floor_has_a_goal() {
        assertThat(Arrays.stream(Figure.values()).filter(figure -> figure.goal == null))
                .containsExactly(Figure.FLOOR);
    }
}
