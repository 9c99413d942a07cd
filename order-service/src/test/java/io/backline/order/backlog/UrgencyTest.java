package io.backline.order.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class UrgencyTest {
    private static final Duration NEVER = null;

    @Test
    void every_part_says_what_it_is() {
        var urgency = urgency("P12D", "PT40H", Priority.CRITICAL, Duration.ofDays(-3), 1250);

        // 12 days ÷ 40 hours + 2 + 1 + 3 days ÷ 7 + log₁₀ 1251 ÷ 10
        assertThat(urgency.score()).isEqualTo(10_938);
        assertThat(urgency.why(new BigDecimal("1250.00"), "EUR"))
                .containsExactly(
                        "12 days in PICKING, where 85 % take at most 40 hours",
                        "needed 3 days ago", "CRITICAL", "worth 1,250.00 EUR");
    }

    @Test
    void the_score_at_most_is_hardly_more_than_the_score() {
        for (var worth : new double[] {0, 0.01, 1, 3, 9.99, 1_250, 65_535, 1e12}) {
            var urgency = urgency("P12D", "PT40H", Priority.CRITICAL, Duration.ofDays(-3), worth);

            assertThat(urgency.scoreAtMost()).isBetween(urgency.score(), urgency.score() + 31);
        }
    }

    @Test
    void what_is_ordinary_is_not_mentioned() {
        var urgency = urgency("PT0S", "PT40H", Priority.NORMAL, Duration.ofDays(3), 0);

        assertThat(urgency.score()).isZero();
        assertThat(urgency.why(BigDecimal.ZERO, "EUR"))
                .containsExactly("less than 2 minutes in PICKING, where 85 % take at most 40 hours");
    }

    @Test
    void where_nothing_is_known_of_the_stage_age_counts_in_weeks() {
        var urgency = urgency("P14D", null, Priority.NORMAL, NEVER, 0);

        assertThat(urgency.score()).isEqualTo(2_000);
        assertThat(urgency.why(BigDecimal.ZERO, "EUR")).containsExactly("14 days in PICKING");
    }

    @Test
    void a_stage_that_is_passed_at_once_measures_in_hours() {
        assertThat(urgency("PT3M", "PT0S", Priority.NORMAL, NEVER, 0).score()).isEqualTo(50);
        assertThat(urgency("PT3M", "PT0S", Priority.NORMAL, NEVER, 0).why(BigDecimal.ZERO, "EUR"))
                .containsExactly("3 minutes in PICKING, where 85 % take less than 2 minutes");
    }

    @Test
    void no_age_and_no_delay_outweighs_all_else_for_ever() {
        assertThat(urgency("P999D", "PT1H", Priority.NORMAL, NEVER, 0).score()).isEqualTo(10_000);
        assertThat(urgency("PT0S", "PT1H", Priority.NORMAL, Duration.ofDays(-999), 0)
                        .score())
                .isEqualTo(3_000);
        assertThat(urgency("PT0S", "PT1H", Priority.LOW, NEVER, 0).score()).isEqualTo(-1_000);
    }

    @Test
    void what_is_needed_within_two_days_is_half_as_bad_as_what_is_too_late() {
        assertThat(urgency("PT0S", "PT1H", Priority.NORMAL, Duration.ofHours(48), 0)
                        .score())
                .isEqualTo(500);
        assertThat(urgency("PT0S", "PT1H", Priority.NORMAL, Duration.ofHours(49), 0)
                        .score())
                .isZero();
        assertThat(urgency("PT0S", "PT1H", Priority.NORMAL, Duration.ZERO, 0).score())
                .isEqualTo(500);
        assertThat(urgency("PT0S", "PT1H", Priority.HIGH, Duration.ofHours(47), 0)
                        .why(new BigDecimal("7"), "JPY"))
                .containsExactly(
                        "less than 2 minutes in PICKING, where 85 % take at most 60 minutes",
                        "needed in 47 hours", "HIGH", "worth 7 JPY");
    }

    @Test
    void what_85_percent_take_is_rounded_up_and_an_age_down() {
        assertThat(urgency("PT71H", "PT71H", Priority.NORMAL, NEVER, 0).why(BigDecimal.ZERO, "EUR"))
                .containsExactly("2 days in PICKING, where 85 % take at most 3 days");
        assertThat(urgency("PT47H59M", "PT47H59M", Priority.NORMAL, NEVER, 0).why(BigDecimal.ZERO, "EUR"))
                .containsExactly("47 hours in PICKING, where 85 % take at most 2 days");
    }

    private static Urgency urgency(String age, String yardstick, Priority priority, Duration neededIn, double worth) {
        return new Urgency(
                BacklogStage.PICKING,
                micros(Duration.parse(age)),
                yardstick == null ? Yardsticks.NONE : micros(Duration.parse(yardstick)),
                priority,
                neededIn == NEVER ? Book.NEVER : micros(neededIn),
                worth);
    }

    private static long micros(Duration duration) {
        return duration.toMillis() * 1_000;
    }
}
