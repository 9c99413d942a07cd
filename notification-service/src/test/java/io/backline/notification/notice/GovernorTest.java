package io.backline.notification.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GovernorTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final Governor twoADay = new Governor(2, Duration.ofDays(1));

    @Test
    void a_mail_too_many_waits_until_the_oldest_that_counts_is_a_day_old() {
        assertThat(twoADay.notBefore(List.of(NOON.minusSeconds(7200), NOON.minusSeconds(3600)), NOON))
                .hasValue(NOON.minusSeconds(7200).plus(Duration.ofDays(1)));
    }

    @Test
    void few_or_old_mails_hold_nothing_up() {
        assertThat(twoADay.notBefore(List.of(), NOON)).isEmpty();
        assertThat(twoADay.notBefore(List.of(NOON.minus(Duration.ofDays(1)), NOON.minusSeconds(1)), NOON))
                .isEmpty();
    }

    @Test
    void pauses_double_up_to_the_longest_and_differ() {
        var backoff = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(15));
        var chance = new SplittableRandom(7);

        assertThat(backoff.after(1, chance)).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(5));
        assertThat(backoff.after(4, chance)).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(40));
        assertThat(backoff.after(1_000, chance)).isBetween(Duration.ofSeconds(450), Duration.ofMinutes(15));
        assertThat(backoff.after(3, chance)).isNotEqualTo(backoff.after(3, chance));
    }
}
