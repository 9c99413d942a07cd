package io.backline.order.order;

import static io.backline.order.order.Partners.answerToShortPick;
import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.delivered;
import static io.backline.order.order.Partners.fact;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.packed;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.shipped;
import static io.backline.order.order.Partners.shortPicked;
import static io.backline.order.order.Partners.unpicked;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.cancel;
import static io.backline.order.order.Shop.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.testing.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Each change says when, what, by whose word, and what it changed. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class HistoryTest {
    private String orderId;

    @BeforeEach
    void placeAnOrder() {
        orderId = place(PostedOrder.of(PostedOrder.newSku(), 5));
    }

    @Test
    void an_answer_of_inventory() {
        var answer = answers(orderId, 1, 5, 3);
        inventory(answer);

        assertThat(effectOf(answer)).containsExactly("allocated 0 to 3", "backordered 0 to 2");
    }

    @Test
    void a_cancellation_and_who_asked_for_it() {
        inventory(answers(orderId, 1, 5, 3));
        awaitLine(orderId, "allocated", 3);
        cancel(orderId, "{\"reason\": \"x\", \"by\": \"ada\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 3}]}")
                .then()
                .statusCode(200);

        assertThat(effectOf("POST /orders/" + orderId + "/cancellations by ada"))
                .containsExactly("cancelled 0 to 3", "allocated 3 to 2", "backordered 2 to 0");
    }

    @Test
    void steps_of_the_warehouse_with_those_that_they_imply() {
        allocateAll();
        var pick = picked(orderId, 5);
        var unpick = unpicked(orderId, 1);
        var pack = packed(orderId, "P1", 2);
        var ship = shipped(orderId, "S1", 4);
        for (var step : List.of(pick, unpick, pack, ship)) {
            warehouse(step);
        }

        assertThat(effectOf(ship)).containsExactly("shipment S1 null to IN_TRANSIT", "packed 2 to 4", "shipped 0 to 4");
        assertThat(effectOf(pack)).containsExactly("packed 0 to 2");
        assertThat(effectOf(unpick)).containsExactly("picked 5 to 4");
        assertThat(effectOf(pick)).containsExactly("picked 0 to 5");
    }

    @Test
    void how_a_delivery_went() {
        allocateAll();
        warehouse(shipped(orderId, "S1", 5));
        var failed = fact(
                "DeliveryFailed", orderId, "\"shipmentId\": \"S1\", \"failedAt\": \"%s\"".formatted(Instant.now()));
        var arrived = delivered(orderId, "S1");
        var back = fact(
                "Returned",
                orderId,
                "\"lines\": [{\"lineNumber\": 1, \"quantity\": 1}], \"returnedAt\": \"%s\"".formatted(Instant.now()));
        for (var step : List.of(failed, arrived, back)) {
            warehouse(step);
        }

        assertThat(effectOf(back)).containsExactly("returned 0 to 1");
        assertThat(effectOf(arrived)).containsExactly("shipment S1 DELIVERY_FAILED to DELIVERED", "delivered 0 to 5");
        assertThat(effectOf(failed)).containsExactly("shipment S1 IN_TRANSIT to DELIVERY_FAILED");
    }

    @Test
    void a_short_pick_and_what_inventory_says_to_it() {
        allocateAll();
        warehouse(picked(orderId, 4));
        awaitLine(orderId, "picked", 4);
        var missing = shortPicked(orderId, 2);
        warehouse(missing);
        assertThat(effectOf(missing)).containsExactly("missing 0 to 2");
        var answer = answerToShortPick(orderId, 2, 3, 1);
        inventory(answer);

        assertThat(effectOf(answer)).containsExactly("allocated 5 to 3", "backordered 0 to 2", "picked 4 to 3");
    }

    @Test
    void what_changes_nothing_has_no_effect() {
        allocateAll();
        var again = answers(orderId, 1, 5, 5);
        inventory(again);

        assertThat(effectOf(again)).isEmpty();
    }

    private void allocateAll() {
        inventory(answers(orderId, 1, 5, 5));
        awaitLine(orderId, "allocated", 5);
    }

    private List<String> effectOf(CloudEvent event) {
        return effectOf(event.attributes().get("source") + " " + event.id());
    }

    /** Of the first fact that has the cause: what follows from it has the same. */
    private List<String> effectOf(String cause) {
        return await().atMost(Duration.ofSeconds(20))
                                .until(
                                        () -> Shop.history(orderId).<Map<String, Object>>getList("items").stream()
                                                .filter(fact -> cause.equals(fact.get("cause")))
                                                .toList(),
                                        facts -> !facts.isEmpty())
                                .getFirst()
                                .get("effect")
                        instanceof List<?> effect
                ? effect.stream().map(HistoryTest::text).toList()
                : List.of();
    }

    private static String text(Object effect) {
        var change = (Map<?, ?>) effect;
        return change.get("what") + " " + change.get("from") + " to " + change.get("to");
    }
}
