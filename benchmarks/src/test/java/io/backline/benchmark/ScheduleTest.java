package io.backline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ScheduleTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void requests_are_due_at_even_distances() {
        var schedule = Schedule.atRate(4, Duration.ofMinutes(1));

        assertThat(schedule.dueAt(0, 0)).isZero();
        assertThat(schedule.dueAt(1, 0)).isEqualTo(SECOND / 4);
        assertThat(schedule.dueAt(8, 0)).isEqualTo(2 * SECOND);
    }

    @Test
    void a_request_that_is_late_was_due_when_it_was_due() {
        var schedule = Schedule.atRate(4, Duration.ofMinutes(1));

        assertThat(schedule.dueAt(8, 30 * SECOND)).isEqualTo(2 * SECOND);
    }

    @Test
    void a_rate_and_a_time_make_a_number() {
        var schedule = Schedule.atRate(3, Duration.ofSeconds(10));

        assertThat(schedule.isOver(schedule.dueAt(29, 0))).isFalse();
        assertThat(schedule.isOver(schedule.dueAt(30, 0))).isTrue();
    }

    @Test
    void without_a_rate_one_more_is_always_due() {
        var schedule = Schedule.asMuchAsIsTaken(Duration.ofSeconds(10));

        assertThat(schedule.dueAt(1_000_000, 9 * SECOND)).isEqualTo(9 * SECOND);
        assertThat(schedule.isOver(9 * SECOND)).isFalse();
        assertThat(schedule.isOver(10 * SECOND)).isTrue();
    }
}
