package io.backline.order.backlog;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Exact quantiles of more numbers than are worth keeping: three passes over them, each of which settles 18 more bits of every answer. The quantile q of n
 * numbers is the one at rank ⌈q·n⌉ of the sorted ones (nearest rank).
 */
final class Quantiles {
    /** What is asked for everywhere. */
    static final double[] P50_P85_P95 = {0.5, 0.85, 0.95};

    static final long NONE = -1;

    private static final int BITS = 18;
    private static final int SLOTS = 1 << BITS;
    private static final long LARGEST = (1L << 3 * BITS) - 1;

    private final double[] quantiles;
    private final Wanted[] wanted;
    private int shift;

    /** Takes the numbers of a pass, from 0 to 2⁵⁴ − 1 (in microseconds some 570 years; what is more counts as that), in any order. */
    interface Sink {
        void accept(int group, long number);
    }

    private Quantiles(int groups, double[] quantiles) {
        this.quantiles = quantiles;
        this.wanted = new Wanted[groups];
        for (var group = 0; group < groups; group++) {
            wanted[group] = new Wanted(quantiles.length);
        }
    }

    /** By group and quantile; {@link #NONE} for a group without numbers. {@code scan} must give the same numbers each time. */
    static long[][] of(int groups, double[] quantiles, Consumer<Sink> scan) {
        var search = new Quantiles(groups, quantiles);
        for (var pass = 2; pass >= 0; pass--) {
            search.shift = pass * BITS;
            scan.accept(search::count);
            for (var wanted : search.wanted) {
                search.settle(wanted);
            }
        }
        return Arrays.stream(search.wanted).map(one -> one.found).toArray(long[][]::new);
    }

    /** What is known of a group's answers: the leading bits of each, and its rank among the numbers that share them. */
    private static final class Wanted {
        private final long[] found;
        private final long[] rank;
        private final int[][] counts;

        Wanted(int quantiles) {
            found = new long[quantiles];
            rank = new long[quantiles];
            counts = new int[quantiles][];
        }
    }

    /** Answers that share their leading bits so far stand side by side and share the counts of the first of them. */
    private void count(int group, long number) {
        var one = wanted[group];
        var shown = Math.min(number, LARGEST);
        for (var i = 0; i < quantiles.length; i++) {
            if (shown >>> shift + BITS == one.found[i]) {
                if (one.counts[i] == null) {
                    one.counts[i] = new int[SLOTS];
                }
                one.counts[i][(int) (shown >>> shift) & SLOTS - 1]++;
                return;
            }
        }
    }

    private void settle(Wanted one) {
        var before = one.found.clone();
        for (var i = 0; i < quantiles.length; i++) {
            var first = i;
            while (first > 0 && before[first - 1] == before[i]) {
                first--;
            }
            settle(one, i, one.counts[first]);
        }
        Arrays.fill(one.counts, null);
    }

    private void settle(Wanted one, int quantile, int[] counts) {
        if (counts == null) {
            one.found[quantile] = NONE;
            return;
        }
        if (one.rank[quantile] == 0) {
            var numbers = Arrays.stream(counts).asLongStream().sum();
            one.rank[quantile] = Math.max(1, (long) Math.ceil(quantiles[quantile] * numbers));
        }
        var slot = 0;
        while (counts[slot] < one.rank[quantile]) {
            one.rank[quantile] -= counts[slot++];
        }
        one.found[quantile] = one.found[quantile] << BITS | slot;
    }
}
