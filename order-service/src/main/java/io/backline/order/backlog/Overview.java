package io.backline.order.backlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the backlog moved in four weeks, what holds it up, and what will become of it. Of now it is thought about at most once a minute, however many look. */
@ApplicationScoped
public class Overview {
    private static final int DAYS = 28;
    private static final Duration GOOD_FOR = Duration.ofMinutes(1);
    private static final Step DAY = new Step(Period.ofDays(1));

    private final Bookkeeper bookkeeper;
    private final Outlook outlook;
    private @Nullable View last;

    Overview(Bookkeeper bookkeeper, Outlook outlook) {
        this.bookkeeper = bookkeeper;
        this.outlook = outlook;
    }

    /** {@code left} are the units that were delivered or cancelled by the end of each day, counted from the first one on. */
    public record View(
            Instant asOf, FlowView flow, List<Long> left, BottleneckView bottleneck, ForecastView forecast) {}

    /** As of this moment, or of one less than a minute before. */
    public synchronized View ofNow(Instant now) {
        if (last == null || !last.asOf.plus(GOOD_FOR).isAfter(now)) {
            last = asOf(now);
        }
        return last;
    }

    public View asOf(Instant asOf) {
        var lastDay = LocalDate.ofInstant(asOf.minus(1, ChronoUnit.MICROS), ZoneOffset.UTC);
        var from = lastDay.minusDays(DAYS - 1L).atStartOfDay(ZoneOffset.UTC);
        var points = Points.of(from.toInstant(), asOf, DAY, ZoneOffset.UTC).orElseThrow();
        var everything = Question.all(asOf);
        var moved = bookkeeper.read(book -> {
            var flow = Flow.of(book, points, everything);
            return new Moved(FlowView.of(flow, points, DAY, ZoneOffset.UTC, By.STAGE), left(flow));
        });
        return new View(
                asOf,
                moved.flow,
                moved.left,
                outlook.bottleneck(asOf, DAYS),
                outlook.forecast(asOf, ClearingForecast.SEED));
    }

    private record Moved(FlowView flow, List<Long> left) {}

    /** A unit goes from stage to stage, but has one priority: counted by that, it leaves once. */
    private static List<Long> left(Flow flow) {
        var perDay = new long[DAYS];
        for (var group : flow.series(By.PRIORITY)) {
            for (var day = 0; day < group.points().size(); day++) {
                perDay[day] += group.points().get(day).departures();
            }
        }
        Arrays.parallelPrefix(perDay, Long::sum);
        return Arrays.stream(perDay).boxed().toList();
    }
}
