package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.backline.events.BacklogStage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came, what left and what was there over a window: {@code series} and {@code stages} in units, {@code orders} in orders. A point at {@code at} covers the
 * time until the next one, the last until {@code to}.
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

    /** An open stage over the whole window. Times are how long the units stood there that left it: the mean by units, P50 and P85 by visits. */
    public record StageFlow(
            BacklogStage stage,
            double throughputPerDay,
            double wipMean,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration meanTime,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration timeP50,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration timeP85) {
        static StageFlow of(Flow.Stage stage) {
            return new StageFlow(
                    stage.stage(),
                    stage.throughputPerDay(),
                    stage.wipMean(),
                    stage.meanTime(),
                    stage.timeP50(),
                    stage.timeP85());
        }
    }

    static FlowView of(Book book, Points points, Step step, ZoneId zone, By by, Question question) {
        var flow = Flow.of(book, points, question);
        return new FlowView(
                Book.instant(points.from()),
                Book.instant(points.to()),
                step.toString(),
                zone.getId(),
                by,
                flow.series(by),
                flow.orders(),
                flow.stages().stream().map(StageFlow::of).toList(),
                flow.efficiency(),
                List.of());
    }
}
