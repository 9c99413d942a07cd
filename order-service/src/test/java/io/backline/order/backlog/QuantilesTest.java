package io.backline.order.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
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
    void what_is_larger_than_can_be_counts_as_the_largest() {
        assertThat(Quantiles.of(1, new double[] {0.5}, sink -> sink.accept(0, Long.MAX_VALUE))[0])
                .containsExactly((1L << 54) - 1);
    }
}
