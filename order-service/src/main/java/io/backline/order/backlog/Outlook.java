package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
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

    private DaysOfFlow daysOfFlow(Instant asOf, int days) {
        return bookkeeper.read(book -> DaysOfFlow.of(book, asOf, days));
    }

    /** Whole days, and the one of {@code asOf} as far as it had come: that one is read from the visits, the others the Book has counted. */
    record DaysOfFlow(List<DayOfFlow> orders, Map<BacklogStage, List<DayOfFlow>> unitsByStage) {
        static DaysOfFlow of(Book book, Instant asOf, int days) {
            var from = LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(days);
            var last = LocalDate.ofInstant(asOf.minus(1, ChronoUnit.MICROS), ZoneOffset.UTC);
            var points = Points.of(last.atStartOfDay(ZoneOffset.UTC).toInstant(), asOf, DAY, ZoneOffset.UTC)
                    .orElseThrow();
            var flow = Flow.of(book, points, Question.all(asOf));
            var units = new EnumMap<BacklogStage, List<DayOfFlow>>(BacklogStage.class);
            for (var group : flow.series(By.STAGE)) {
                var stage = BacklogStage.valueOf(group.group());
                units.put(stage, book.days.ofStage(stage, from, day(last, group.points())));
            }
            return new DaysOfFlow(book.days.ofOrders(from, day(last, flow.orders())), units);
        }

        private static DayOfFlow day(LocalDate date, List<Series.Point> points) {
            var whole = points.getFirst();
            return new DayOfFlow(date, whole.arrivals(), whole.departures(), whole.wip());
        }
    }
}
