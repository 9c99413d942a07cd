package io.backline.inventory.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Warehouse;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FeedGapTest extends ServiceTest {
    private final String source = "/warehouse/" + UUID.randomUUID();

    @Test
    void numbers_that_stay_missing_are_reported_and_nothing_is_guessed() {
        receives(1, 7);
        receives(1, 10);

        var gap = awaitStockEvent(teapot, "StockFeedGap").json();

        assertThat(gap.path("source").asText()).isEqualTo(source);
        assertThat(gap.path("reason").asText()).isEqualTo("missing: events 8 to 9");
        awaitStock(teapot, 2, 0, 0);
    }

    @Test
    void a_number_that_comes_late_is_not_missing() {
        receives(1, 1);
        receives(1, 3);
        receives(1, 2);
        receives(1, 5);

        var gap = awaitStockEvent(teapot, "StockFeedGap").json();

        assertThat(gap.path("reason").asText()).isEqualTo("missing: event 4");
    }

    private void receives(int quantity, int number) {
        warehouse.stock(Warehouse.received(teapot, "MAIN", quantity, Instant.now())
                .with("source", source)
                .with("sequence", String.valueOf(number)));
    }
}
