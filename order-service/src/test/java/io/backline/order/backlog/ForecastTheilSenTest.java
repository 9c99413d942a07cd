package io.backline.order.backlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ForecastTheilSenTest {

    /** P. K. Sen, Estimates of the regression coefficient based on Kendall's tau, JASA 63 (1968), section 6. */
    @Test
    void the_slope_is_that_of_sens_example() {
        assertThat(TheilSen.slope(new double[] {1, 2, 3, 4, 10, 12, 18}, new double[] {9, 15, 19, 20, 45, 55, 78}))
                .isEqualTo(4);
    }

    /** Worked by hand by J. Little, A Mann-Kendall example, College of the Holy Cross: 72 pairs rise, 18 fall, one is tied; Z 2.9058. */
    @Test
    void score_and_variance_are_those_of_an_example_by_hand() {
        var trend = TheilSen.of(
                new double[] {12.9, 14.8, 13.2, 15.7, 13.8, 15.6, 12.9, 11.0, 17.3, 15.9, 19.0, 18.3, 20.1, 21.7});

        assertThat(trend.score()).isEqualTo(54);
        assertThat(trend.variance()).isCloseTo(14 * 13 * 33 / 18.0 - 1, within(1e-9));
        var ofIndependentDays = new TheilSen(trend.days(), trend.slope(), trend.score(), trend.variance(), 1);
        assertThat(ofIndependentDays.z()).isCloseTo(2.9058, within(5e-5));
    }

    /** By hand: of 6 pairs 5 rise and one is tied; (4·3·13 − 2·1·9)/18 = 7.667. Three alike of five: (5·4·15 − 3·2·11)/18 = 13. */
    @Test
    void ties_take_from_the_variance() {
        assertThat(TheilSen.of(new double[] {1, 2, 2, 3}).score()).isEqualTo(5);
        assertThat(TheilSen.of(new double[] {1, 2, 2, 3}).variance()).isCloseTo(138 / 18.0, within(1e-9));
        assertThat(TheilSen.of(new double[] {7, 1, 7, 7, 2}).variance()).isCloseTo(13, within(1e-9));
    }

    @Test
    void a_wild_day_does_not_move_the_slope() {
        var values = DoubleStream.iterate(100, value -> value + 12).limit(28).toArray();
        values[20] = 100_000;

        assertThat(TheilSen.of(values).slope()).isCloseTo(12, within(0.5));
        assertThat(TheilSen.of(values).rises()).isTrue();
    }

    @Test
    void what_does_not_change_neither_rises_nor_falls() {
        for (var days : new int[] {0, 1, 2, 28}) {
            var flat = TheilSen.of(DoubleStream.generate(() -> 5).limit(days).toArray());
            assertThat(flat.rises() || flat.falls()).as("%d days", days).isFalse();
            assertThat(flat.slope()).isZero();
        }
    }

    @Test
    void under_ten_days_nothing_is_called_a_trend() {
        var rising = DoubleStream.iterate(0, value -> value + 1);
        var values = rising.limit(10).toArray();

        assertThat(TheilSen.of(Arrays.copyOf(values, 9)).rises()).isFalse();
        assertThat(TheilSen.of(values).rises()).isTrue();
    }

    @Test
    void falling_is_rising_turned_over() {
        var noisy = noisyTrend(new SplittableRandom(1), 3, 20);
        var turned = Arrays.stream(noisy).map(value -> -value).toArray();

        assertThat(TheilSen.of(noisy).rises()).isTrue();
        assertThat(TheilSen.of(turned).falls()).isTrue();
        assertThat(TheilSen.of(turned).z()).isEqualTo(-TheilSen.of(noisy).z());
    }

    @Test
    void noise_is_called_growth_no_more_than_once_in_forty_times() {
        var chance = new SplittableRandom(2);
        var called = 0;
        for (var i = 0; i < 1_000; i++) {
            called += TheilSen.of(noisyTrend(chance, 0, 20)).rises() ? 1 : 0;
        }
        assertThat(called).isLessThanOrEqualTo(40);
    }

    /** The days of a queue resemble each other, and taken for independent they are called growth four times as often. */
    @Test
    void a_busy_queue_in_its_steady_state_is_seldom_called_growth() {
        var chance = new SplittableRandom(3);
        var called = 0;
        var calledIfIndependent = 0;
        for (var i = 0; i < 500; i++) {
            var trend = TheilSen.of(steadyQueue(chance));
            called += trend.rises() ? 1 : 0;
            calledIfIndependent += trend.z() * Math.sqrt(trend.sameness()) > 1.96 ? 1 : 0;
        }
        assertThat(called).isLessThan(45);
        assertThat(calledIfIndependent).isGreaterThan(80);
    }

    private static double[] noisyTrend(SplittableRandom chance, double slope, double deviation) {
        var values = new double[28];
        Arrays.setAll(values, day -> slope * day + chance.nextGaussian(0, deviation));
        return values;
    }

    /** About a hundred come a day, and five more could leave. */
    private static double[] steadyQueue(SplittableRandom chance) {
        var values = new double[28];
        var wip = 0L;
        for (var day = -200; day < values.length; day++) {
            wip = Math.max(0, wip + Math.round(chance.nextGaussian(-5, 14)));
            if (day >= 0) {
                values[day] = wip;
            }
        }
        return values;
    }
}
