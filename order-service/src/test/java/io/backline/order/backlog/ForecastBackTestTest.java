package io.backline.order.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForecastBackTestTest {

    @Test
    void what_cleared_as_regularly_as_before_was_foreseen_every_day() {
        var test = backTest(SomeFlow.from(500).days(50, 20, 30).days(10, 20, 20));

        // from the 14th day to the 49th, all of which had the one clearing before them
        assertThat(test.origins()).isEqualTo(36);
        assertThat(test.clearings()).isEqualTo(1);
        assertThat(test.decidedP50()).isEqualTo(36);
        assertThat(test.hitP50()).isEqualTo(1);
        assertThat(test.hitP95()).isEqualTo(1);
        assertThat(test.hitNaive()).isEqualTo(1);
        assertThat(test.evidence())
                .isEqualTo(
                        "Of 36 forecasts 36 have seen their P85 date, 100 % had cleared by it; backlog by mean net throughput: 100 % of 36");
    }

    @Test
    void what_stopped_clearing_was_not_foreseen() {
        var test = backTest(SomeFlow.from(500).days(30, 20, 30).days(60, 20, 20));

        assertThat(test.decidedP50()).isPositive();
        assertThat(test.hitP50()).isZero();
        assertThat(test.clearings()).isZero();
    }

    @Test
    void a_date_to_come_is_undecided() {
        var test = backTest(SomeFlow.from(2_000).days(40, 20, 30));

        assertThat(test.origins()).isEqualTo(26);
        assertThat(test.decidedP50()).isZero();
        assertThat(test.hitP50()).isNull();
        assertThat(test.hitNaive()).isNull();
        assertThat(test.evidence()).isEqualTo("None of 26 forecasts has seen its P85 date yet");
    }

    /** Slow weeks made the dates late; that it went faster in the end says nothing yet about those that would have taken longer. */
    @Test
    void a_date_to_come_is_undecided_even_if_the_backlog_has_cleared_since() {
        var test = backTest(SomeFlow.from(1_000).days(28, 20, 21).days(2, 20, 506));

        assertThat(test.origins()).isEqualTo(16);
        assertThat(test.clearings()).isEqualTo(1);
        assertThat(test.decidedP50()).isZero();
    }

    @Test
    void nothing_is_forecast_without_a_backlog_or_without_history() {
        assertThat(backTest(SomeFlow.from(500).days(14, 20, 30)).origins()).isZero();
        assertThat(backTest(SomeFlow.from(500).days(15, 20, 30)).origins()).isEqualTo(1);
        assertThat(backTest(SomeFlow.from(0).days(90, 20, 20)).origins()).isZero();
        assertThat(backTest(SomeFlow.from(0).days(90, 20, 20)).evidence())
                .isEqualTo("No forecast could be made on the last 60 days");
    }

    /** Backlogs that take up to half a year at a pace that differs from week to week by a third. Rates of 200 of them, each seen at some day on its way. */
    @Test
    void hit_rates_are_near_nominal_for_backlogs_that_clear() {
        var p50 = new Mean();
        var p85 = new Mean();
        var p95 = new Mean();
        for (var seed = 0; seed < 200; seed++) {
            var test = backTest(clearing(new SplittableRandom(seed)));
            p50.add(test.hitP50(), test.decidedP50());
            p85.add(test.hitP85(), test.decidedP85());
            p95.add(test.hitP95(), test.decidedP95());
        }

        assertThat(p50.value()).isCloseTo(0.5, within(0.1));
        assertThat(p85.value()).isCloseTo(0.85, within(0.05));
        assertThat(p95.value()).isCloseTo(0.95, within(0.05));
    }

    private static SomeFlow clearing(SplittableRandom chance) {
        var flow = SomeFlow.from(1_200 + chance.nextInt(1_200));
        for (var week = 0; week < 16; week++) {
            var pace = Math.max(0.1, chance.nextGaussian(1, 0.35));
            for (var day = 0; day < 7; day++) {
                var arrivals = Math.round(Math.max(0, chance.nextGaussian(45, 7)));
                var departures = Math.round(Math.max(0, chance.nextGaussian(70 * pace, 10)));
                flow.day(arrivals, Math.min(departures, flow.wip() + arrivals));
            }
        }
        return flow;
    }

    private static BackTest backTest(SomeFlow flow) {
        return BackTest.of(NetThroughput.before(flow.today(), flow.told()), new SplittableRandom(1));
    }

    private static final class Mean {
        private double hits;
        private int decided;

        void add(Double share, int count) {
            hits += share == null ? 0 : share * count;
            decided += count;
        }

        double value() {
            return hits / decided;
        }
    }
}
