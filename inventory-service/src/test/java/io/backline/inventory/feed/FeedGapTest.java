package io.backline.inventory.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Warehouse;
import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Received;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
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

    /** Nothing is reported before the source has told of a SKU: until then gaps can be made at leisure. */
    @Test
    void whatever_a_source_skips_until_somebody_looks_is_one_report() {
        var order = UUID.randomUUID();
        for (var number : List.of(1, 100, 3, 7, 8, 20, 40, 60)) {
            tells("Delivered", "deliveredAt", order, number, Instant.now());
        }
        var refused = tells("PickStarted", "pickedAt", order, 80, Instant.now().plusSeconds(86_400));
        awaitDeadLetter("warehouse-fulfilment", "DEAD_LETTER", "pickedAt", refused);

        receives(1, 101);

        var all = "missing: events 2, 4 to 6, 9 to 19, 21 to 39, 41 to 59 and 38 more in 2 ranges";
        topics.awaitOne("stock", event -> isGap(event) && event.text().contains(all));
        receives(1, 103);
        var next = topics.await("stock", 2, this::isGap).getLast().json();
        assertThat(next.path("reason").asText()).isEqualTo("missing: event 102");
    }

    private boolean isGap(Received event) {
        return teapot.equals(event.key()) && "io.backline.StockFeedGap".equals(event.type());
    }

    private CloudEvent tells(String type, String timeField, UUID order, int number, Instant at) {
        return warehouse.fulfilment(Warehouse.moved(type, order, 1, 1, null, timeField, at)
                .with("source", source)
                .with("sequence", String.valueOf(number)));
    }

    private void receives(int quantity, int number) {
        warehouse.stock(Warehouse.received(teapot, "MAIN", quantity, Instant.now())
                .with("source", source)
                .with("sequence", String.valueOf(number)));
    }
}
