package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.backline.events.BacklogStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole backlog at one moment, past or present, or the part of it that was asked for. */
public record BacklogView(Instant asOf, List<StageView> stages) {

    /**
     * What stands in a stage. {@code orders} are those whose stage it is; lines and units are counted where they stand. Ages are those of the lines that
     * stand there, each since its oldest units came, as ISO 8601 durations; quantiles are at the nearest rank. {@code completedP85} is what 85 % of the units
     * took that left the stage in the 90 days before the day of {@code asOf} (UTC), null if that were fewer than 20 visits; {@code overP85} are lines older
     * than that. {@code overdue} are lines whose order was needed before {@code asOf}.
     */
    public record StageView(
            BacklogStage stage,
            long orders,
            long lines,
            long units,
            Map<String, String> value,
            @Nullable Instant oldestSince,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration ageP50,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration ageP85,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration ageP95,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration completedP85,

            long overP85,
            long overdue) {

        static StageView of(BacklogStage stage, long orders, Figures.Figure figure, @Nullable Duration completedP85) {
            return new StageView(
                    stage,
                    orders,
                    figure.lines(),
                    figure.units(),
                    figure.value(),
                    figure.oldestSince(),
                    figure.ageP50(),
                    figure.ageP85(),
                    figure.ageP95(),
                    completedP85,
                    figure.overP85(),
                    figure.overdue());
        }
    }
}
