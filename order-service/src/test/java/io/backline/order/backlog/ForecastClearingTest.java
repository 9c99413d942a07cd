package io.backline.order.backlog;

import static io.backline.order.backlog.SomeFlow.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForecastClearingTest {

    @Test
    void what_shrinks_by_ten_a_day_is_gone_when_it_has_been_divided_by_ten() {
        var forecast = forecast(SomeFlow.from(500).days(28, 20, 30));

        var inTwentyTwoDays = MONDAY.plusDays(28 + 22);
        assertThat(forecast.p50()).isEqualTo(inTwentyTwoDays);
        assertThat(forecast.p95()).isEqualTo(inTwentyTwoDays);
        assertThat(forecast.clearing()).isTrue();
        assertThat(forecast.why()).isEqualTo("10 more units leave a day than arrive");
        assertThat(forecast.historyDays()).isEqualTo(28);
    }

    @Test
    void an_empty_backlog_clears_today() {
        var forecast = forecast(SomeFlow.from(280).days(28, 20, 30).days(10, 20, 20));

        assertThat(forecast.p95()).isEqualTo(MONDAY.plusDays(38));
        assertThat(forecast.clearing()).isTrue();
        assertThat(forecast.why()).isEqualTo("Nothing waits");
        assertThat(ClearingForecast.of(List.of(), MONDAY, "units", 1).p50()).isEqualTo(MONDAY);
    }

    @Test
    void what_grows_does_not_clear() {
        var forecast = forecast(SomeFlow.from(100).weeks(6, 32, 40));

        assertThat(forecast.clearing()).isFalse();
        assertThat(forecast.p50()).isNull();
        assertThat(forecast.p95()).isNull();
        assertThat(forecast.why()).isEqualTo("3.4 more units arrive a day than leave; not clearing");
    }

    @Test
    void a_steady_state_does_not_clear() {
        var forecast = forecast(SomeFlow.from(100).days(90, 50, 50));

        assertThat(forecast.clearing()).isFalse();
        assertThat(forecast.p50()).isNull();
        assertThat(forecast.why()).isEqualTo("As many units arrive as leave; not clearing");
    }

    @Test
    void a_backlog_that_merely_wanders_is_not_called_clearing() {
        var called = 0;
        for (var seed = 0; seed < 50; seed++) {
            var chance = new SplittableRandom(seed);
            var steady = SomeFlow.from(300);
            for (var day = 0; day < 90; day++) {
                steady.day(Math.max(0, 80 + (300 - steady.wip()) / 5 + chance.nextInt(41)), 100);
            }
            called += forecast(steady).clearing() ? 1 : 0;
        }
        assertThat(called).isLessThanOrEqualTo(3);
    }

    @Test
    void futures_that_never_end_are_told() {
        var wandering = SomeFlow.from(3_000);
        for (var fortnight = 0; fortnight < 6; fortnight++) {
            wandering.days(7, 0, 60).days(7, 50, 0);
        }

        var forecast = forecast(wandering);

        assertThat(forecast.clearing()).isFalse();
        assertThat(forecast.p95()).isNull();
        assertThat(forecast.why())
                .matches(
                        ".* more units leave a day than arrive, but in \\d+ % of futures the backlog is still there after 730 days");
    }

    @Test
    void fourteen_days_are_needed() {
        var young = SomeFlow.from(500).days(13, 0, 10);

        assertThat(forecast(young).why()).isEqualTo("Too little history: 13 days, 14 are needed");
        assertThat(forecast(young).clearing()).isFalse();
        assertThat(forecast(young).p50()).isNull();
        assertThat(forecast(young.day(0, 10)).p50()).isEqualTo(MONDAY.plusDays(14 + 36));
    }

    @Test
    void days_before_anything_was_there_are_no_history() {
        assertThat(forecast(SomeFlow.from(0).days(80, 0, 0).day(500, 0).days(12, 0, 10))
                        .why())
                .isEqualTo("Too little history: 13 days, 14 are needed");
    }

    @Test
    void a_day_that_is_not_told_is_one_on_which_nothing_moved() {
        var gaps = SomeFlow.from(1_000);
        var told = SomeFlow.from(1_000);
        for (var week = 0; week < 6; week++) {
            gaps.days(4, 10, 20).nothingToldFor(3);
            told.days(4, 10, 20).days(3, 0, 0);
        }

        assertThat(forecast(gaps)).isEqualTo(forecast(told));
        assertThat(forecast(gaps).why()).isEqualTo("5.7 more units leave a day than arrive");
    }

    /** 30 leave on each working day and none at the weekend: how many working days it takes is sure, and so is the date. */
    @Test
    void weekends_stay_where_they_are() {
        for (var today = 0; today < 7; today++) {
            var flow = SomeFlow.from(2_000)
                    .weeks(6, 0, 30)
                    .days(Math.min(today, 5), 0, 30)
                    .days(Math.max(0, today - 5), 0, 0);

            var forecast = forecast(flow);

            var date = flow.today();
            for (var left = flow.wip(); left > 0; ) {
                date = date.plusDays(1);
                left -= date.getDayOfWeek().getValue() <= 5 ? 30 : 0;
            }
            assertThat(forecast.p50())
                    .as("on a %s", flow.today().getDayOfWeek())
                    .isEqualTo(date);
            assertThat(forecast.p95()).isEqualTo(date);
        }
    }

    @Test
    void today_counts_for_what_stands_there_but_is_no_history() {
        var flow = SomeFlow.from(500).days(28, 20, 30);
        var today = flow.today();
        var atNoon = flow.day(0, 200).told();

        var forecast = ClearingForecast.of(atNoon, today, "units", ClearingForecast.SEED);

        assertThat(forecast.p50()).isEqualTo(today.plusDays(2));
        assertThat(forecast.why()).isEqualTo("10 more units leave a day than arrive");
    }

    @Test
    void the_same_seed_gives_the_same_answer() {
        var chance = new SplittableRandom(6);
        var flow = SomeFlow.from(3_000);
        for (var day = 0; day < 120; day++) {
            flow.day(chance.nextInt(100), 65);
        }

        assertThat(forecast(flow)).isEqualTo(forecast(flow));
        assertThat(forecast(flow).historyDays()).isEqualTo(84);
        assertThat(forecast(flow).p50()).isBefore(forecast(flow).p85());
        assertThat(forecast(flow).p85()).isBefore(forecast(flow).p95());
    }

    private static ClearingForecast forecast(SomeFlow flow) {
        return ClearingForecast.of(flow.told(), flow.today(), "units", ClearingForecast.SEED);
    }
}
