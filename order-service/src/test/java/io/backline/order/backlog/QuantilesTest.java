package io.backline.order.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QuantilesTest {
    @Test
    void they_equal_those_of_the_sorted_numbers_however_many_and_large() {
        var random = new Random(1);
        for (var count : new int[] {1, 2, 3, 19, 20, 1_000, 20_000}) {
            var numbers = random.longs(count, 0, 1L << 1 + random.nextInt(53)).toArray();

            var found = Quantiles.of(2, Quantiles.P50_P85_P95, sink -> {
                for (var number : numbers) {
                    sink.accept(1, number);
                }
            });

            var among = new long[count + 7];
            System.arraycopy(numbers, 0, among, 3, count);
            assertThat(Quantiles.of(among, 3, 3 + count, Quantiles.P50_P85_P95)).isEqualTo(found[1]);

            var sorted = numbers.clone();
            Arrays.sort(sorted);
            for (var i = 0; i < 3; i++) {
                var rank = (int) Math.ceil(Quantiles.P50_P85_P95[i] * count);
                assertThat(found[1][i]).isEqualTo(sorted[rank - 1]);
                assertThat(found[0][i]).isEqualTo(Quantiles.NONE);
            }
        }
    }

    @Test
    void many_of_the_same_are_no_trouble() {
        for (var same : new long[] {0, 127, 128, 255, 256, 86_400_000_000L, (1L << 54) - 1}) {
            var found = Quantiles.of(1, Quantiles.P50_P85_P95, sink -> {
                for (var i = 0; i < 700_000; i++) {
                    sink.accept(0, i % 10 == 0 ? same / 2 : same + i % 3);
                }
            });

            assertThat(Quantiles.of(
                            IntStream.range(0, 700_000)
                                    .mapToLong(i -> i % 10 == 0 ? same / 2 : same + i % 3)
                                    .toArray(),
                            0,
                            700_000,
                            Quantiles.P50_P85_P95))
                    .isEqualTo(found[0]);
            var largest = (1L << 54) - 1;
            assertThat(found[0])
                    .containsExactly(
                            Math.min(same + 1, largest), Math.min(same + 2, largest), Math.min(same + 2, largest));
        }
    }

    @Test
    void what_is_larger_than_can_be_counts_as_the_largest() {
        assertThat(Quantiles.of(1, new double[] {0.5}, sink -> sink.accept(0, Long.MAX_VALUE))[0])
                .containsExactly((1L << 54) - 1);
        assertThat(Quantiles.of(new long[] {Long.MAX_VALUE}, 0, 1, new double[] {0.5}))
                .containsExactly((1L << 54) - 1);
    }
}
