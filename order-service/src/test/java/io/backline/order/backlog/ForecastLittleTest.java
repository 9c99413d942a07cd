package io.backline.order.backlog;

import static io.backline.events.BacklogStage.PICKING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForecastLittleTest {
    private static final Duration FOUR_WEEKS = Duration.ofDays(28);
    private static final Duration DAY_AND_A_HALF = Duration.ofHours(36);

    @Test
    void what_stands_is_what_leaves_a_day_times_how_long_it_stood() {
        var little = Little.of(FOUR_WEEKS, 150, 28 * 100, DAY_AND_A_HALF);

        assertThat(little).isEqualTo(new Little(150, 150, 0, true));
        assertThat(little.alarm(PICKING)).isEmpty();
    }

    @Test
    void units_that_never_leave_raise_the_alarm() {
        var little = Little.of(FOUR_WEEKS, 470, 28 * 100, DAY_AND_A_HALF);

        assertThat(little.gap()).isCloseTo(320 / 470.0, within(1e-9));
        assertThat(little.consistent()).isFalse();
        assertThat(little.alarm(PICKING))
                .contains(
                        "PICKING held 470 units where what left it and how long that had stood there make 150 (Little's law): "
                                + "events are missing that tell of units leaving, or units stay behind while others pass them");
    }

    @Test
    void units_that_never_came_raise_it_too() {
        var little = Little.of(FOUR_WEEKS, 100, 28 * 100, DAY_AND_A_HALF);

        assertThat(little.gap()).isEqualTo(0.5);
        assertThat(little.alarm(PICKING).orElseThrow()).contains("events are missing that tell of units coming");
    }

    @Test
    void a_gap_up_to_the_tolerance_is_consistent() {
        assertThat(Little.of(FOUR_WEEKS, 100, 28 * 70, Duration.ofDays(1)).consistent())
                .isTrue();
        assertThat(Little.of(FOUR_WEEKS, 100, 28 * 69, Duration.ofDays(1)).consistent())
                .isFalse();
        assertThat(Little.of(FOUR_WEEKS, 100, 28 * 69, Duration.ofDays(1), 0.5).consistent())
                .isTrue();
    }

    @Test
    void too_few_departures_or_too_long_visits_say_nothing() {
        assertThat(Little.of(FOUR_WEEKS, 10, 19, DAY_AND_A_HALF)).isNull();
        assertThat(Little.of(FOUR_WEEKS, 10, 20, DAY_AND_A_HALF)).isNotNull();
        assertThat(Little.of(FOUR_WEEKS, 10, 20, Duration.ofDays(7))).isNotNull();
        assertThat(Little.of(FOUR_WEEKS, 10, 20, Duration.ofDays(7).plusNanos(1)))
                .isNull();
    }

    @Test
    void a_stage_that_units_only_pass_through_is_consistent_and_one_that_held_none_for_days_is_not() {
        assertThat(Little.of(FOUR_WEEKS, 0, 100, Duration.ZERO)).isEqualTo(new Little(0, 0, 0, true));
        assertThat(Little.of(FOUR_WEEKS, 0, 280, Duration.ofDays(1))).isEqualTo(new Little(10, 0, 1, false));
    }
}
