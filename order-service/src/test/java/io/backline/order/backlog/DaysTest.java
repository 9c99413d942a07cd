package io.backline.order.backlog;

import static io.backline.order.backlog.SomeHistory.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.BacklogStage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was counted as it was told, against what {@link Flow} reads from all visits, and {@link FlowTest} counts unit by unit. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DaysTest {
    private static final Instant FROM = BEGIN.minus(Duration.ofDays(400));
    private static final Instant TO = BEGIN.plus(Duration.ofDays(500));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_days_of_each_stage_and_of_orders_are_those_that_the_visits_tell(long seed) {
        var book = SomeHistory.ofYears(seed).book;
        var flow = Flow.of(
                book,
                Points.of(FROM, TO, new Step(Period.ofDays(1)), ZoneOffset.UTC).orElseThrow(),
                Question.all(TO));

        for (var group : flow.series(By.STAGE)) {
            var days = days(group.points());
            assertThat(book.days.ofStage(
                            BacklogStage.valueOf(group.group()), days.getFirst().day(), days.getLast()))
                    .as(group.group())
                    .isEqualTo(days);
        }
        var days = days(flow.orders());
        assertThat(book.days.ofOrders(days.getFirst().day(), days.getLast())).isEqualTo(days);
        assertThat(days).as("some orders closed").anyMatch(day -> day.departures() > 0);
    }

    private static List<DayOfFlow> days(List<Series.Point> points) {
        return points.stream()
                .map(point -> new DayOfFlow(
                        LocalDate.ofInstant(point.at(), ZoneOffset.UTC),
                        point.arrivals(),
                        point.departures(),
                        point.wip()))
                .toList();
    }
}
