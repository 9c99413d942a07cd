package io.backline.order.backlog;

import static io.backline.order.backlog.SomeHistory.BEGIN;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.Outlook.DaysOfFlow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the Book counted as it was told, against what {@link Flow} reads from all visits, which {@link FlowTest} compares with a recount unit by unit. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DaysTest {
    private static final Book BOOK = SomeHistory.ofYears(1).book;
    private static final int DAYS = 150;

    static Stream<Instant> moments() {
        return Stream.of(
                BEGIN,
                BEGIN.plusNanos(1_000),
                BEGIN.minusNanos(1_000),
                BEGIN.plus(Duration.ofHours(12)),
                BEGIN.plus(Duration.ofHours(200 * 24 + 7)),
                BEGIN.plus(Duration.ofDays(480)),
                BEGIN.plus(Duration.ofDays(3_000)),
                BEGIN.minus(Duration.ofHours(450 * 24 + 3)),
                BEGIN.minus(Duration.ofDays(800)));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void the_days_until_any_moment_are_those_that_the_visits_tell(Instant asOf) {
        var from = LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(DAYS).atStartOfDay(ZoneOffset.UTC);
        var points = Points.of(from.toInstant(), asOf, new Step(Period.ofDays(1)), ZoneOffset.UTC)
                .orElseThrow();
        var flow = Flow.of(BOOK, points, Question.all(asOf));

        var days = DaysOfFlow.of(BOOK, asOf, DAYS);

        assertThat(days.orders()).isEqualTo(days(flow.orders()));
        assertThat(days.unitsByStage())
                .isEqualTo(flow.series(By.STAGE).stream()
                        .collect(toMap(group -> BacklogStage.valueOf(group.group()), group -> days(group.points()))));
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
