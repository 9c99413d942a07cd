package io.backline.order.backlog;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Exact quantiles of more numbers than are worth keeping. The first pass over them counts how many there are of each size; the second keeps those that are of
 * the size of an answer, which are few, and sorts them. Where they are not, because many are the same, further passes count them in ever narrower ranges. The
 * quantile q of n numbers is the one at rank ⌈q·n⌉ of the sorted ones (nearest rank).
 */
final class Quantiles {
    /** What is asked for everywhere. */
    static final double[] P50_P85_P95 = {0.5, 0.85, 0.95};

    static final long NONE = -1;

    private static final long LARGEST = (1L << 54) - 1;
    private static final int FEW = 1 << 17;

    private final double[] quantiles;
    private final int[][] sizes;
    private final Search[][] searches;

    /** Takes the numbers of a pass, from 0 to 2⁵⁴ − 1 (in microseconds some 570 years; what is more counts as that), in any order. */
    interface Sink {
        void accept(int group, long number);
    }

    Quantiles(int groups, double[] quantiles) {
        this.quantiles = quantiles;
        sizes = new int[groups][Size.COUNT];
        searches = new Search[groups][quantiles.length];
    }

    /** By group and quantile; {@link #NONE} for a group without numbers. {@code scan} must give the same numbers each time. */
    static long[][] of(int groups, double[] quantiles, Consumer<Sink> scan) {
        var all = new Quantiles(groups, quantiles);
        scan.accept(all::count);
        return all.found(scan);
    }

    /** Of some of these numbers, one after the other: a plain loop over them is several times faster than a scan. At least one. */
    static long[] of(long[] numbers, int from, int to, double[] quantiles) {
        var sizes = new int[Size.COUNT];
        for (var i = from; i < to; i++) {
            sizes[Size.of(Math.min(numbers[i], LARGEST))]++;
        }
        return Arrays.stream(quantiles)
                .mapToLong(quantile -> {
                    var search = search(sizes, rank(quantile, to - from));
                    while (search.isOpen()) {
                        search.prepare();
                        search.lookAmong(numbers, from, to);
                        search.settle();
                    }
                    return search.lowest;
                })
                .toArray();
    }

    private static long rank(double quantile, long count) {
        return Math.max(1, (long) Math.ceil(quantile * count));
    }

    /** Of all that was counted; {@code scan} must give the same numbers again each time. */
    long[][] found(Consumer<Sink> scan) {
        beginSearches();
        for (var open = open(); !open.isEmpty(); open = open()) {
            open.forEach(Search::prepare);
            scan.accept(this::look);
            open.forEach(Search::settle);
        }
        return Arrays.stream(searches)
                .map(group ->
                        Arrays.stream(group).mapToLong(search -> search.lowest).toArray())
                .toArray(long[][]::new);
    }

    private List<Search> open() {
        return Arrays.stream(searches)
                .flatMap(Arrays::stream)
                .filter(Search::isOpen)
                .toList();
    }

    /** The first pass. */
    void count(int group, long number) {
        sizes[group][Size.of(Math.min(number, LARGEST))]++;
    }

    private void look(int group, long number) {
        var shown = Math.min(number, LARGEST);
        for (var search : searches[group]) {
            if (search.lowest <= shown && shown <= search.highest && search.isOpen()) {
                search.look(shown);
            }
        }
    }

    private void beginSearches() {
        for (var group = 0; group < sizes.length; group++) {
            var count = Arrays.stream(sizes[group]).asLongStream().sum();
            for (var i = 0; i < quantiles.length; i++) {
                searches[group][i] =
                        count == 0 ? new Search(NONE, NONE, 0, 0) : search(sizes[group], rank(quantiles[i], count));
            }
        }
    }

    private static Search search(int[] sizes, long rank) {
        var left = rank;
        var size = 0;
        while (sizes[size] < left) {
            left -= sizes[size++];
        }
        return new Search(Size.lowest(size), Size.lowest(size + 1) - 1, sizes[size], left);
    }

    /** Numbers below 128 have a size each, above there are 128 to a doubling: fine enough to have few numbers each, few enough to stay in a cache. */
    private static final class Size {
        private static final int BITS = 7;
        private static final int COUNT = (54 - BITS + 1) << BITS;

        static int of(long number) {
            var doublings = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(number) - 1 - BITS);
            return (doublings << BITS) + (int) (number >>> doublings);
        }

        static long lowest(int size) {
            var doublings = Math.max(0, (size >>> BITS) - 1);
            return (long) (size - (doublings << BITS)) << doublings;
        }
    }

    /** For one answer: the range it is in, how many numbers are in that, and its rank among them. */
    private static final class Search {
        private static final int RANGE_BITS = 15;
        private static final long[] NOTHING_KEPT = {};
        private static final int[] NOTHING_COUNTED = {};

        private long lowest;
        private long highest;
        private int count;
        private long rank;
        private long[] kept = NOTHING_KEPT;
        private int[] counts = NOTHING_COUNTED;
        private int seen;
        private int shift;

        Search(long lowest, long highest, int count, long rank) {
            this.lowest = lowest;
            this.highest = highest;
            this.count = count;
            this.rank = rank;
        }

        boolean isOpen() {
            return lowest < highest;
        }

        void prepare() {
            if (count <= FEW) {
                kept = new long[count];
            } else {
                shift = Math.max(0, Long.SIZE - Long.numberOfLeadingZeros(highest - lowest) - RANGE_BITS);
                counts = new int[1 << RANGE_BITS];
            }
        }

        void lookAmong(long[] numbers, int from, int to) {
            var least = lowest;
            var most = highest;
            for (var i = from; i < to; i++) {
                var shown = Math.min(numbers[i], LARGEST);
                if (least <= shown && shown <= most) {
                    look(shown);
                }
            }
        }

        void look(long number) {
            if (count <= FEW) {
                kept[seen++] = number;
            } else {
                counts[(int) (number - lowest >>> shift)]++;
            }
        }

        void settle() {
            if (count <= FEW) {
                Arrays.sort(kept);
                lowest = kept[(int) rank - 1];
                highest = lowest;
                kept = NOTHING_KEPT;
                return;
            }
            var range = 0;
            while (counts[range] < rank) {
                rank -= counts[range++];
            }
            count = counts[range];
            lowest += (long) range << shift;
            highest = Math.min(highest, lowest + (1L << shift) - 1);
            counts = NOTHING_COUNTED;
        }
    }
}
