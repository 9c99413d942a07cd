package io.backline.order.backlog;

import static java.util.stream.Collectors.toMap;

import io.backline.events.BacklogStage;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the backlog moved, what holds it up, and what will become of it. Days are read from the Book; the thinking is done when others may have it again. */
@ApplicationScoped
public class Outlook {
    private static final int DAYS = 28;
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final Step DAY = new Step(Period.ofDays(1));

    private final Bookkeeper bookkeeper;
    private @Nullable View last;

    Outlook(Bookkeeper bookkeeper) {
        this.bookkeeper = bookkeeper;
    }

    /** {@code left} are the units that were delivered or cancelled by the end of each day, counted from the first one on. */
    public record View(
            Instant asOf, FlowView flow, List<Long> left, BottleneckView bottleneck, ForecastView forecast) {}

    /** As of this moment, or of one less than a minute before: it is thought about once a minute, however many look. */
    public synchronized View at(Instant now) {
        if (last == null || !last.asOf.plus(GOOD_FOR).isAfter(now)) {
            last = view(now);
        }
        return last;
    }

    private View view(Instant asOf) {
        var shown = points(LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(DAYS - 1L), asOf);
        var everything = Question.all(asOf);
        var days = daysOfFlow(asOf, ClearingForecast.DAYS_READ);
        return new View(
                asOf,
                bookkeeper.read(book -> FlowView.of(book, shown, DAY, ZoneOffset.UTC, By.STAGE, everything)),
                days.left,
                BottleneckView.of(asOf, DAYS, days.unitsByStage),
                ForecastView.of(asOf, ClearingForecast.SEED, days.orders, days.unitsByStage));
    }

    BottleneckView bottleneck(Instant asOf, int days) {
        return BottleneckView.of(asOf, days, daysOfFlow(asOf, days).unitsByStage);
    }

    ForecastView forecast(Instant asOf, long seed) {
        var flow = daysOfFlow(asOf, ClearingForecast.DAYS_READ);
        return ForecastView.of(asOf, seed, flow.orders, flow.unitsByStage);
    }

    private record DaysOfFlow(
            List<DayOfFlow> orders, Map<BacklogStage, List<DayOfFlow>> unitsByStage, List<Long> left) {}

    /** Whole days, and the one of {@code asOf} as far as it had come. */
    private DaysOfFlow daysOfFlow(Instant asOf, int days) {
        var points = points(LocalDate.ofInstant(asOf, ZoneOffset.UTC).minusDays(days), asOf);
        return bookkeeper.read(book -> {
            var flow = Flow.of(book, points, Question.all(asOf));
            return new DaysOfFlow(
                    days(flow.orders()),
                    flow.series(By.STAGE).stream()
                            .collect(
                                    toMap(group -> BacklogStage.valueOf(group.group()), group -> days(group.points()))),
                    left(flow, Math.min(days, DAYS)));
        });
    }

    private static Points points(LocalDate from, Instant to) {
        return Points.of(from.atStartOfDay(ZoneOffset.UTC).toInstant(), to, DAY, ZoneOffset.UTC)
                .orElseThrow();
    }

    /** Of the last so many days. Whole orders have one priority, so that each unit leaves once. */
    private static List<Long> left(Flow flow, int days) {
        var perDay = new long[days];
        for (var group : flow.series(By.PRIORITY)) {
            var points = group.points();
            for (var day = 0; day < days; day++) {
                perDay[day] += points.get(points.size() - days + day).departures();
            }
        }
        Arrays.parallelPrefix(perDay, Long::sum);
        return Arrays.stream(perDay).boxed().toList();
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
