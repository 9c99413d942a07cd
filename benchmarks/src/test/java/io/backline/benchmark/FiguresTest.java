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
    void what_its_goal_does_not_speak_of_is_only_told() {
        figures.tell(Figure.BACKLOG, 1_000);

        assertThat(figures.verdict(Figure.BACKLOG)).isEqualTo(Verdict.ONLY_TOLD);
        assertThat(figures.byKey()).containsEntry("backlogP99Millis", 1_000.0);
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
                        "acceptedWithVisits",
                        "endToEndWithVisits",
                        "growth",
                        "backlogP99Millis",
                        "backlogByP99Millis",
                        "asOfP99Millis",
                        "flowP99Millis",
                        "ageingP99Millis",
                        "backlogReadSeconds",
                        "backlogRssMiB");
        assertThat(figures.byKey()).containsEntry("growth", 1.235);
        assertThat(figures.machineLoadByKey()).hasSize(Figure.values().length).containsEntry("growth", 0.5);
    }

    @Test
    void every_figure_has_a_goal_but_the_floor_and_what_reading_the_backlog_takes() {
        assertThat(Arrays.stream(Figure.values()).filter(figure -> figure.goal == null))
                .containsExactly(Figure.FLOOR, Figure.BACKLOG_READ, Figure.BACKLOG_MEMORY);
    }

    @Test
    void figures_are_asked_for_by_key_or_by_what_they_have_in_common() {
        assertThat(Figure.named("backlogP99Millis")).containsExactly(Figure.BACKLOG);
        assertThat(Figure.named("backlog")).hasSize(7).contains(Figure.FLOW);
        assertThat(Figure.named("visits")).containsExactly(Figure.ACCEPTED_WITH_VISITS, Figure.END_TO_END_WITH_VISITS);
        assertThat(Figure.named("nonsense")).isEmpty();
    }

    @Test
    void a_quick_session_writes_no_store() {
        assertThat(Figure.quick())
                .contains(Figure.NOTICES)
                .doesNotContain(Figure.GROWTH, Figure.BACKLOG, Figure.END_TO_END_WITH_VISITS);
    }

    @Test
    void groups_are_measured_only_when_asked_for() {
        assertThat(Figure.usual())
                .contains(Figure.NOTICES, Figure.GROWTH)
                .doesNotContain(Figure.BACKLOG, Figure.END_TO_END_WITH_VISITS);
    }
}
