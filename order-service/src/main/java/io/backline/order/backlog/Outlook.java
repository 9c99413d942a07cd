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

/** How the backlog moved, what holds it up, and what will become of it. It is thought about at most once a minute, however many look. */
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

    /** As of this moment, or of one less than a minute before. */
    public synchronized View at(Instant now) {
        if (last == null || !last.asOf.plus(GOOD_FOR).isAfter(now)) {
            last = view(now);
        }
        return last;
    }

    /** What is read from the Book; the thinking is done when others may have it again. */
    private record History(List<DayOfFlow> orders, Map<BacklogStage, List<DayOfFlow>> units, List<Long> left) {
        static History of(Flow flow) {
            return new History(
                    days(flow.orders()),
                    flow.series(By.STAGE).stream()
                            .collect(
                                    toMap(group -> BacklogStage.valueOf(group.group()), group -> days(group.points()))),
                    Outlook.left(flow, DAYS));
        }
    }

    private View view(Instant asOf) {
        var today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        var shown = points(today.minusDays(DAYS - 1L), asOf);
        var read = points(today.minusDays(ClearingForecast.DAYS_READ), asOf);
        var everything = Question.all(asOf);
        var history = bookkeeper.read(book -> History.of(Flow.of(book, read, everything)));
        return new View(
                asOf,
                bookkeeper.read(book -> FlowView.of(book, shown, DAY, ZoneOffset.UTC, By.STAGE, everything)),
                history.left,
                BottleneckView.of(asOf, DAYS, history.units),
                ForecastView.of(asOf, ClearingForecast.SEED, history.orders, history.units));
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
