package io.backline.order.backlog;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What holds the backlog up, over the whole UTC days of {@code [from, until)}, counted in units from the visits of stages. {@code bottleneck} is one of
 * {@code stages}, which are the open ones in order; absent if there is none.
 */
record BottleneckView(
        Instant asOf,
        LocalDate from,
        LocalDate until,
        @Nullable StageTrend bottleneck,
        List<StageTrend> stages,
        String evidence) {
    static BottleneckView of(Instant asOf, LocalDate from, LocalDate until, Bottleneck found) {
        return new BottleneckView(asOf, from, until, found.bottleneck(), found.stages(), found.evidence());
    }
}
