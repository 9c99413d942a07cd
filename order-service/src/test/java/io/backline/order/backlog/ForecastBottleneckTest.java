package io.backline.order.backlog;

import static io.backline.events.BacklogStage.BACKORDERED;
import static io.backline.events.BacklogStage.ON_HOLD;
import static io.backline.events.BacklogStage.PACKED;
import static io.backline.events.BacklogStage.PICKING;
import static io.backline.events.BacklogStage.READY_TO_PICK;
import static io.backline.events.BacklogStage.SHIPPED;
import static io.backline.order.backlog.SomeFlow.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.backline.events.BacklogStage;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForecastBottleneckTest {
    private static final LocalDate TODAY = MONDAY.plusDays(28);

    private final SomeFlow steady = SomeFlow.from(120).days(28, 95, 95);
    private final SomeFlow growing = SomeFlow.from(134).days(28, 107, 95);

    @Test
    void the_stage_that_grows_while_no_more_leaves_it_holds_the_backlog_up() {
        var found = found(Map.of(READY_TO_PICK, steady, PICKING, growing, PACKED, steady));

        assertThat(found.bottleneck().stage()).isEqualTo(PICKING);
        assertThat(found.bottleneck().wip()).isEqualTo(470);
        assertThat(found.bottleneck().wipSlopePerDay()).isCloseTo(12, within(1e-9));
        assertThat(found.bottleneck().departuresSlopePerDay()).isZero();
        assertThat(found.bottleneck().throughputPerDay()).isEqualTo(95);
        assertThat(found.evidence())
                .isEqualTo(
                        "PICKING grew by 12 units a day over 28 days, from 146 to 470, while 95 units a day left it throughout: less than the 107 that came");
    }

    @Test
    void each_open_stage_has_its_sentence() {
        var shrinking = SomeFlow.from(500).days(28, 80, 95);

        var found = found(Map.of(READY_TO_PICK, steady, PICKING, growing, SHIPPED, shrinking));

        assertThat(found.stages())
                .extracting(StageTrend::stage)
                .containsExactlyElementsOf(
                        List.of(BacklogStage.values()).subList(0, BacklogStage.SHIPPED.ordinal() + 1));
        assertThat(sentence(found, ON_HOLD)).isEqualTo("ON_HOLD held nothing in 28 days");
        assertThat(sentence(found, READY_TO_PICK))
                .isEqualTo(
                        "READY_TO_PICK holds 120 units and changed within chance over 28 days; 95 units a day left it");
        assertThat(sentence(found, SHIPPED))
                .isEqualTo(
                        "SHIPPED shrank by 15 units a day over 28 days, from 485 to 80, while 95 units a day left it throughout");
    }

    @Test
    void of_several_the_one_that_grows_fastest_for_its_size() {
        var larger = SomeFlow.from(10_000).days(28, 140, 95);

        assertThat(found(Map.of(BACKORDERED, larger, PICKING, growing))
                        .bottleneck()
                        .stage())
                .isEqualTo(PICKING);
    }

    @Test
    void a_stage_that_passes_on_ever_more_is_loaded_and_no_bottleneck() {
        var loaded = SomeFlow.from(100);
        for (var day = 0; day < 28; day++) {
            loaded.day(100 + 5 * day, 90 + 5 * day);
        }

        var found = found(Map.of(PICKING, loaded));

        assertThat(found.bottleneck()).isNull();
        assertThat(found.evidence()).isEqualTo("No bottleneck: where units pile up, ever more leave too");
        assertThat(sentence(found, PICKING))
                .contains("while ever more left it, 158 units a day on average and 5 more each day");
    }

    @Test
    void a_stage_that_passes_on_ever_less_is_one() {
        var failing = SomeFlow.from(100);
        for (var day = 0; day < 28; day++) {
            failing.day(100, 100 - 2 * day);
        }

        var found = found(Map.of(PICKING, failing));

        assertThat(found.bottleneck().stage()).isEqualTo(PICKING);
        assertThat(found.evidence()).contains("while ever less left it, 73 units a day on average and 2 less each day");
    }

    @Test
    void weekends_and_noise_are_no_growth() {
        var chance = new SplittableRandom(4);
        var noisy = SomeFlow.from(300);
        for (var day = 0; day < 28; day++) {
            noisy.day(Math.max(0, 300 - noisy.wip() + 50 + chance.nextInt(41)), 50);
        }

        var found = found(Map.of(PACKED, SomeFlow.from(100).weeks(4, 50, 70), PICKING, noisy));

        assertThat(found.bottleneck()).isNull();
        assertThat(found.evidence()).isEqualTo("No bottleneck: no stage grows beyond chance");
    }

    @Test
    void today_is_not_over_and_days_before_the_window_do_not_count() {
        var early = SomeFlow.from(10_000).days(7, 0, 1_000).days(20, 107, 95).day(0, 3_000);
        var today = early.today().minusDays(1);

        var found = Bottleneck.of(Map.of(PICKING, early.told()), MONDAY.plusDays(7), today);

        assertThat(found.evidence()).startsWith("PICKING grew by 12 units a day over 20 days, from 3012 to 3240");
    }

    @Test
    void days_before_there_was_a_backlog_are_no_history() {
        var young = SomeFlow.from(0).nothingToldFor(19).days(9, 20, 0);

        var found = found(Map.of(PICKING, young));

        assertThat(found.bottleneck()).isNull();
        assertThat(found.evidence()).isEqualTo("Too little history to tell growth from chance");
        assertThat(sentence(found, PICKING))
                .isEqualTo("PICKING has 9 days of history, 10 are needed to tell growth from chance");
    }

    @Test
    void a_stage_that_was_empty_while_others_were_not_has_grown_from_nothing() {
        var suddenly = SomeFlow.from(0).nothingToldFor(10).days(18, 20, 0);

        var found = found(Map.of(READY_TO_PICK, steady, PICKING, suddenly));

        assertThat(found.evidence())
                .startsWith("PICKING grew by")
                .contains("from 0 to 360")
                .contains("while 0 units a day left it");
    }

    @Test
    void without_any_backlog_there_is_nothing_to_say() {
        assertThat(found(Map.of()).bottleneck()).isNull();
    }

    private static Bottleneck found(Map<BacklogStage, SomeFlow> flow) {
        var told = new EnumMap<BacklogStage, List<DayOfFlow>>(BacklogStage.class);
        flow.forEach((stage, days) -> told.put(stage, days.told()));
        return Bottleneck.of(told, MONDAY, TODAY);
    }

    private static String sentence(Bottleneck found, BacklogStage stage) {
        return found.stages().get(stage.ordinal()).evidence();
    }
}
