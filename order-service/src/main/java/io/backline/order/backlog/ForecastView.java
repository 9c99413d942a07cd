package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.backline.events.BacklogStage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * When the backlog will be gone: all of it, in orders, and each open stage, in units, from what came and left by UTC day. The same {@code seed} at the same
 * {@code asOf} gives the same answer. {@code historyDays} is what the forecast of the whole is made of; a stage may be younger.
 */
public record ForecastView(Instant asOf, long seed, int historyDays, Total total, List<StageForecast> stages) {

    public record Total(long orders, @JsonUnwrapped ClearingForecast forecast) {}

    public record StageForecast(
            BacklogStage stage, long units, @JsonUnwrapped ClearingForecast forecast) {}

    /** Days in order, up to that of {@code asOf} as far as it has come, from {@link ClearingForecast#DAYS_READ} before it on. */
    static ForecastView of(
            Instant asOf, long seed, List<DayOfFlow> orders, Map<BacklogStage, List<DayOfFlow>> unitsByStage) {
        var today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        var total = new Total(DayOfFlow.standing(orders), ClearingForecast.of(orders, today, "orders", seed));
        var stages = Arrays.stream(BacklogStage.values())
                .filter(BacklogStage::isOpen)
                .map(stage -> stage(stage, unitsByStage.getOrDefault(stage, List.of()), today, seed))
                .toList();
        return new ForecastView(asOf, seed, total.forecast.historyDays(), total, stages);
    }

    private static StageForecast stage(BacklogStage stage, List<DayOfFlow> units, LocalDate today, long seed) {
        return new StageForecast(stage, DayOfFlow.standing(units), ClearingForecast.of(units, today, "units", seed));
    }
}
