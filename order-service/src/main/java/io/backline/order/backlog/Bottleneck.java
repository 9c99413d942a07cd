package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The stage that holds the backlog up: what stands there grows beyond chance while what leaves it does not. If several do, the one that grows fastest for
 * its size. That there is none is an answer too.
 */
record Bottleneck(@Nullable StageTrend bottleneck, List<StageTrend> stages, String evidence) {

    /** Looks at the whole days of {@code [from, today)}; those before the backlog began are no history. A stage without days was empty. */
    static Bottleneck of(Map<BacklogStage, List<DayOfFlow>> flow, LocalDate from, LocalDate today) {
        var began = DayOfFlow.firstBusy(
                        flow.values().stream().flatMap(Collection::stream).toList())
                .filter(from::isBefore)
                .orElse(from);
        var stages = Arrays.stream(BacklogStage.values())
                .filter(BacklogStage::isOpen)
                .map(stage ->
                        StageTrend.of(stage, DayOfFlow.unbroken(flow.getOrDefault(stage, List.of()), began, today)))
                .toList();
        var bottleneck = stages.stream()
                .filter(StageTrend::isBottleneck)
                .max(Comparator.comparingDouble(StageTrend::relativeGrowth))
                .orElse(null);
        return new Bottleneck(bottleneck, stages, evidence(bottleneck, stages));
    }

    private static String evidence(@Nullable StageTrend bottleneck, List<StageTrend> stages) {
        if (bottleneck != null) {
            return bottleneck.evidence();
        }
        if (stages.stream().noneMatch(StageTrend::isTold)) {
            return "Too little history to tell growth from chance";
        }
        return stages.stream().anyMatch(StageTrend::growing)
                ? "No bottleneck: where units pile up, ever more leave too"
                : "No bottleneck: no stage grows beyond chance";
    }
}
