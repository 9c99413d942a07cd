package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds the backlog up, over the whole UTC days of {@code [from, until)}, in units. {@code bottleneck} is one of {@code stages}, which are the open ones in
 * order; absent if there is none.
 */
public record BottleneckView(
        Instant asOf,
        LocalDate from,
        LocalDate until,
        @Nullable StageTrend bottleneck,
        List<StageTrend> stages,
        String evidence) {

    static BottleneckView of(Instant asOf, int days, Map<BacklogStage, List<DayOfFlow>> unitsByStage) {
        var until = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        var from = until.minusDays(days);
        var found = Bottleneck.of(unitsByStage, from, until);
        return new BottleneckView(asOf, from, until, found.bottleneck(), found.stages(), found.evidence());
    }
}
