package io.backline.inventory.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Warehouse;
import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Received;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
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
        return warehouse.fulfilment(numbered(Warehouse.moved(type, order, 1, 1, null, timeField, at), number));
    }

    @Test
    void a_number_that_came_is_not_missing_whatever_became_of_its_message() {
        var laterOn = Instant.now().plus(Duration.ofHours(1));
        receives(1, 1);
        receives(0, 2);
        topics.sendStructured("warehouse-stock", numbered(receipt(0), 3));
        warehouse.stock(numbered(receipt(1).with("specversion", "0.3"), 4));
        warehouse.stock(numbered(Warehouse.stockEvent("StockPainted", teapot, "{}"), 5));
        warehouse.stock(numbered(Warehouse.received(teapot, "MAIN", 1, laterOn), 6));
        receives(1, 8);

        assertThat(gapsUpTo("missing: event 7")).containsExactly("missing: event 7");
    }

    @Test
    void nor_is_one_that_fulfilment_or_an_event_known_before_brought() {
        var known = receipt(1);
        warehouse.stock(numbered(known, 1));
        warehouse.stock(numbered(known, 2));
        var unknown = warehouse.fulfilment(numbered(Warehouse.stockEvent("BoxPainted", teapot, "{}"), 3));
        awaitDeadLetter("warehouse-fulfilment", "SET_ASIDE", "type", unknown);
        receives(1, 5);

        assertThat(gapsUpTo("missing: event 4")).containsExactly("missing: event 4");
    }

    /** What was reported until this was; gaps that opened before it are reported with it or before. */
    private List<String> gapsUpTo(String last) {
        topics.awaitOne(
                "stock",
                event -> teapot.equals(event.key())
                        && last.equals(event.json().path("reason").asText()));
        return topics.all("stock").stream()
                .filter(this::isGap)
                .map(event -> event.json().path("reason").asText())
                .toList();
    }

    private void receives(int quantity, int number) {
        warehouse.stock(numbered(receipt(quantity), number));
    }

    private CloudEvent receipt(int quantity) {
        return Warehouse.received(teapot, "MAIN", quantity, Instant.now());
    }

    private CloudEvent numbered(CloudEvent event, int number) {
        return event.with("source", source).with("sequence", String.valueOf(number));
    }
}
