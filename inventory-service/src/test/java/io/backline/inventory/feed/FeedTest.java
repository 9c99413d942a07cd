package io.backline.inventory.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.inventory.feed.Feed.Gap;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class FeedTest {
    private final Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private final Feed feed = new Feed(null, List.of());

    @Test
    void where_it_began_nobody_knows() {
        feed.saw(41, now);

        assertThat(feed.gaps()).isEmpty();
    }

    @Test
    void a_number_from_within_splits_a_gap() {
        feed.saw(1, now);
        feed.saw(6, now);
        feed.saw(3, now);

        assertThat(feed.gaps()).containsExactly(new Gap(2, 2, now, null), new Gap(4, 5, now, null));
    }

    @Test
    void whatever_the_order_all_numbers_leave_no_gap() {
        var seed = Long.getLong("seed", System.nanoTime());
        feed.saw(0, now);
        IntStream.rangeClosed(1, 50)
                .boxed()
                .sorted((one, other) ->
                        Integer.compare(new Random(seed + one).nextInt(), new Random(seed + other).nextInt()))
                .forEach(number -> feed.saw(number, now));

        assertThat(feed.gaps()).as("seed %d", seed).isEmpty();
        assertThat(feed.highest()).isEqualTo(50);
    }
}
