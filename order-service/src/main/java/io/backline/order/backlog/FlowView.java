package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.backline.events.BacklogStage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came, what left and what was there over a window: {@code series} and {@code stages} in units, {@code orders} in orders. A point at {@code at} covers the
 * time until the next one, the last until {@code to}. {@code alarms} tell of events that must be missing.
 */
public record FlowView(
        Instant from,
        Instant to,
        String step,
        String zone,
        By by,
        List<Flow.Group> series,
        List<Series.Point> orders,
        List<StageFlow> stages,
        @Nullable Double flowEfficiency,
        List<String> alarms) {

    /**
     * An open stage over the whole window. Times are how long the units stood there that left it: the mean by units, P50 and P85 by visits. {@code little} is
     * null where too little left the stage in the window.
     */
    public record StageFlow(
            BacklogStage stage,
            double throughputPerDay,
            double wipMean,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration meanTime,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration timeP50,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration timeP85,

            @Nullable Little little) {
        static StageFlow of(Flow.Stage stage, Duration window) {
            return new StageFlow(
                    stage.stage(),
                    stage.throughputPerDay(),
                    stage.wipMean(),
                    stage.meanTime(),
                    stage.timeP50(),
                    stage.timeP85(),
                    stage.meanTime() == null
                            ? null
                            : Little.of(window, stage.wipMean(), stage.departures(), stage.meanTime()));
        }

        Optional<String> alarm() {
            return Optional.ofNullable(little).flatMap(said -> said.alarm(stage));
        }
    }

    static FlowView of(Book book, Points points, Step step, ZoneId zone, By by, Question question) {
        return of(Flow.of(book, points, question), points, step, zone, by);
    }

    static FlowView of(Flow flow, Points points, Step step, ZoneId zone, By by) {
        var from = Book.instant(points.from());
        var to = Book.instant(points.to());
        var stages = flow.stages().stream()
                .map(stage -> StageFlow.of(stage, Duration.between(from, to)))
                .toList();
        return new FlowView(
                from,
                to,
                step.toString(),
                zone.getId(),
                by,
                flow.series(by),
                flow.orders(),
                stages,
                flow.efficiency(),
                stages.stream().map(StageFlow::alarm).flatMap(Optional::stream).toList());
    }
}
