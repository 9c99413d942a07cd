package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonFormat;
import io.backline.events.BacklogStage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The backlog at one moment, divided. Groups with most lines come first, ties by name. */
record GroupsView(
        Instant asOf,
        By by,
        List<GroupView> groups,
        @Nullable String next) {

    record StageUnits(long lines, long units) {}

    /** As a stage of {@link BacklogView}; {@code orders} are those that have something in the group. An order may be in several groups. */
    record GroupView(
            String group,
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

            long overP85,
            long overdue,
            Map<BacklogStage, StageUnits> stages) {

        static GroupView of(String group, Figures.Figure figure) {
            return new GroupView(
                    group,
                    figure.orders(),
                    figure.lines(),
                    figure.units(),
                    figure.value(),
                    figure.oldestSince(),
                    figure.ageP50(),
                    figure.ageP85(),
                    figure.ageP95(),
                    figure.overP85(),
                    figure.overdue(),
                    figure.stages());
        }
    }
}
