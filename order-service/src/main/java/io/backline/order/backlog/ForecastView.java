package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.backline.events.BacklogStage;
import java.time.Instant;
import java.util.List;

/**
 * When the backlog will be gone: all of it, in orders, and each open stage, in units. The same {@code seed} at the same {@code asOf} gives the same answer.
 * {@code historyDays} is how many days the forecast of the whole is made of; a stage may be younger.
 */
record ForecastView(Instant asOf, long seed, int historyDays, Total total, List<StageForecast> stages) {

    record Total(long orders, @JsonUnwrapped ClearingForecast forecast) {}

    record StageForecast(
            BacklogStage stage, long units, @JsonUnwrapped ClearingForecast forecast) {}
}
