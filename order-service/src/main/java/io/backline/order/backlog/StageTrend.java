package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.backline.events.BacklogStage;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Where a stage is heading, over whole days: units at the end of the last of them, by how much a day those and the departures change (Theil–Sen slopes,
 * units a day and units a day per day), and units that leave a day on average. {@code growing} is growth beyond chance.
 */
public record StageTrend(
        BacklogStage stage,
        long wip,
        double wipSlopePerDay,
        boolean growing,
        double departuresSlopePerDay,
        double throughputPerDay,
        String evidence,
        @JsonIgnore boolean isTold,
        @JsonIgnore boolean isBottleneck,
        @JsonIgnore double relativeGrowth) {

    static StageTrend of(BacklogStage stage, List<DayOfFlow> days) {
        var wip = trend(days, DayOfFlow::wip);
        var departures = trend(days, DayOfFlow::departures);
        var mean = days.stream().mapToLong(DayOfFlow::wip).average().orElse(0);
        return new StageTrend(
                stage,
                DayOfFlow.standing(days),
                wip.slope(),
                wip.rises(),
                departures.slope(),
                throughput(days),
                evidence(stage, days, wip, departures),
                days.size() >= TheilSen.FEWEST_DAYS,
                wip.rises() && !departures.rises(),
                mean == 0 ? 0 : wip.slope() / mean);
    }

    private static TheilSen trend(List<DayOfFlow> days, ToLongFunction<DayOfFlow> figure) {
        return TheilSen.of(days.stream().mapToDouble(figure::applyAsLong).toArray());
    }

    private static double throughput(List<DayOfFlow> days) {
        return days.stream().mapToLong(DayOfFlow::departures).average().orElse(0);
    }

    private static String evidence(BacklogStage stage, List<DayOfFlow> days, TheilSen wip, TheilSen departures) {
        if (days.size() < TheilSen.FEWEST_DAYS) {
            return "%s has %d days of history, %d are needed to tell growth from chance"
                    .formatted(stage, days.size(), TheilSen.FEWEST_DAYS);
        }
        if (days.stream().allMatch(DayOfFlow::isIdle)) {
            return "%s held nothing in %d days".formatted(stage, days.size());
        }
        if (!wip.rises() && !wip.falls()) {
            return "%s holds %d units and changed within chance over %d days; %s units a day left it"
                    .formatted(stage, days.getLast().wip(), days.size(), InWords.figure(throughput(days)));
        }
        return "%s %s by %s units a day over %d days, from %d to %d, while %s"
                .formatted(
                        stage,
                        wip.rises() ? "grew" : "shrank",
                        InWords.figure(Math.abs(wip.slope())),
                        days.size(),
                        days.getFirst().wip(),
                        days.getLast().wip(),
                        throughputInWords(days, wip, departures));
    }

    private static String throughputInWords(List<DayOfFlow> days, TheilSen wip, TheilSen departures) {
        var left = InWords.figure(throughput(days));
        var change = InWords.figure(Math.abs(departures.slope()));
        if (departures.rises()) {
            return "ever more left it, %s units a day on average and %s more each day".formatted(left, change);
        }
        if (departures.falls()) {
            return "ever less left it, %s units a day on average and %s less each day".formatted(left, change);
        }
        return "%s units a day left it throughout%s".formatted(left, wip.rises() ? whatCame(days) : "");
    }

    private static String whatCame(List<DayOfFlow> days) {
        var came = days.stream().mapToLong(DayOfFlow::arrivals).average().orElse(0);
        return came > throughput(days) ? ": less than the %s that came".formatted(InWords.figure(came)) : "";
    }
}
