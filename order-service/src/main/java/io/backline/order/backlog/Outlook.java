package io.backline.order.backlog;

import static java.util.stream.Collectors.toMap;

import io.backline.events.BacklogStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** What holds the backlog up, and what will become of it. Days are read from the Book; the thinking is done when others may have it again. */
@ApplicationScoped
class Outlook {
    private static final Step DAY = new Step(Period.ofDays(1));

    private final Bookkeeper bookkeeper;

    Outlook(Bookkeeper bookkeeper) {
        this.bookkeeper = bookkeeper;
    }

    BottleneckView bottleneck(Instant asOf, int days) {
        return BottleneckView.of(asOf, days, daysOfFlow(asOf, days).unitsByStage);
    }

    ForecastView forecast(Instant asOf, long seed) {
        var flow = daysOfFlow(asOf, ClearingForecast.DAYS_READ);
        return ForecastView.of(asOf, seed, flow.orders, flow.unitsByStage);
    }

    private record DaysOfFlow(List<DayOfFlow> orders, Map<BacklogStage, List<DayOfFlow>> unitsByStage) {}

    /** Whole days, and the one of {@code asOf} as far as it had come. */
    private DaysOfFlow daysOfFlow(Instant asOf, int days) {
        var from = LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(days).atStartOfDay(ZoneOffset.UTC);
        var points = Points.of(from.toInstant(), asOf, DAY, ZoneOffset.UTC).orElseThrow();
        return bookkeeper.read(book -> {
            var flow = Flow.of(book, points, Question.all(asOf));
            return new DaysOfFlow(
                    days(flow.orders()),
                    flow.series(By.STAGE).stream()
                            .collect(toMap(
                                    group -> BacklogStage.valueOf(group.group()), group -> days(group.points()))));
        });
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
