package io.backline.order.backlog;

import java.util.Arrays;

/**
 * The trend of a daily series: the median of the slopes between any two days (Theil 1950, Sen 1968), which a few wild days do not move, and whether it is
 * more than chance (Mann 1945, Kendall 1975: {@code score} counts pairs that rise less pairs that fall, {@code variance} is that of a series without trend,
 * corrected for ties).
 *
 * <p>What stands in a stage today stands there for the most part tomorrow. Taken for independent, the days of a busy queue in its steady state are called
 * growth once in five times; {@code sameness} therefore inflates the variance by what neighbouring days share (Yue and Wang 2004: effective sample size
 * from the first autocorrelation of the detrended series), which leaves about one in twenty.
 */
record TheilSen(int days, double slope, long score, double variance, double sameness) {
    /** Below this the normal approximation of the score does not hold. */
    static final int FEWEST_DAYS = 10;

    /** Two-sided, 5 %. */
    private static final double SIGNIFICANT = 1.96;

    /** Values are whole units: a spread below this is rounding. */
    private static final double ROUNDING = 1e-6;

    static TheilSen of(double[] values) {
        var at = new double[values.length];
        Arrays.setAll(at, day -> day);
        var slope = slope(at, values);
        return new TheilSen(values.length, slope, score(values), variance(values), sameness(values, slope));
    }

    boolean rises() {
        return days >= FEWEST_DAYS && slope > 0 && z() > SIGNIFICANT;
    }

    boolean falls() {
        return days >= FEWEST_DAYS && slope < 0 && z() < -SIGNIFICANT;
    }

    /** The score in standard deviations, with Kendall's correction for continuity. */
    double z() {
        return score == 0 ? 0 : (score - Math.signum(score)) / Math.sqrt(variance * sameness);
    }

    static double slope(double[] at, double[] values) {
        var n = values.length;
        if (n < 2) {
            return 0;
        }
        var slopes = new double[n * (n - 1) / 2];
        var pair = 0;
        for (var from = 0; from < n; from++) {
            for (var to = from + 1; to < n; to++) {
                slopes[pair++] = (values[to] - values[from]) / (at[to] - at[from]);
            }
        }
        Arrays.sort(slopes);
        return (slopes[(pair - 1) / 2] + slopes[pair / 2]) / 2;
    }

    private static long score(double[] values) {
        var score = 0L;
        for (var from = 0; from < values.length; from++) {
            for (var to = from + 1; to < values.length; to++) {
                score += Double.compare(values[to], values[from]);
            }
        }
        return score;
    }

    private static double variance(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var variance = spread(values.length);
        var equal = 0;
        for (var i = 0; i < sorted.length; i++) {
            equal++;
            if (i + 1 == sorted.length || sorted[i + 1] != sorted[i]) {
                variance -= spread(equal);
                equal = 0;
            }
        }
        return variance;
    }

    private static double spread(double n) {
        return n * (n - 1) * (2 * n + 5) / 18;
    }

    /** Never below 1: days that swing to and fro are no better evidence than independent ones. */
    private static double sameness(double[] values, double slope) {
        var n = values.length;
        var shared = autocorrelation(values, slope);
        var sameness = 1.0;
        var correlation = 1.0;
        for (var lag = 1; lag < n && shared > 0; lag++) {
            correlation *= shared;
            sameness += 2 * (1 - (double) lag / n) * correlation;
        }
        return sameness;
    }

    private static double autocorrelation(double[] values, double slope) {
        var rest = values.clone();
        Arrays.setAll(rest, day -> values[day] - slope * day);
        var mean = Arrays.stream(rest).average().orElse(0);
        var spread = 0.0;
        var shared = 0.0;
        for (var day = 0; day < rest.length; day++) {
            spread += (rest[day] - mean) * (rest[day] - mean);
            shared += day == 0 ? 0 : (rest[day] - mean) * (rest[day - 1] - mean);
        }
        return spread < ROUNDING ? 0 : shared / spread;
    }
}
