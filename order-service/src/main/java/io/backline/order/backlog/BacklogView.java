package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.backline.events.BacklogStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The whole backlog at one moment. */
public record BacklogView(Instant asOf, List<StageView> stages) {

    /**
     * What stands in a stage. {@code orders} are those whose stage it is; lines and units are counted where they stand. Ages are those of the lines that
     * stand there now, as ISO 8601 durations. {@code overdue} are lines whose order was needed before now.
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

            long overdue) {
        static StageView empty(BacklogStage stage) {
            return new StageView(stage, 0, 0, 0, Map.of(), null, null, null, null, 0);
        }
    }
}
