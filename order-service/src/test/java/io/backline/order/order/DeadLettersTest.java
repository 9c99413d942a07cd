package io.backline.order.order;

import static io.backline.order.order.Partners.answer;
import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.delivered;
import static io.backline.order.order.Partners.fact;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.shipped;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.testing.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeadLettersTest {
    private String orderId;

    @BeforeEach
    void placeAnOrder() {
        orderId = place(PostedOrder.of(PostedOrder.newSku(), 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"allocations", "warehouse-fulfilment"})
    void a_broken_message_is_put_aside_and_the_next_one_is_handled(String topic) {
        Partners.topics()
                .send(
                        topic,
                        orderId,
                        "not JSON".getBytes(StandardCharsets.UTF_8),
                        Map.of(
                                "ce_specversion",
                                "1.0",
                                "ce_id",
                                "broken-" + orderId,
                                "ce_source",
                                "test",
                                "ce_type",
                                typeOf(topic)));
        inventory(answers(orderId, 1, 5, 5));
        warehouse(picked(orderId, 2));

        awaitLine(orderId, "picked", 2);
        awaitLine(orderId, "allocated", 5);
        var letter = Partners.topics().awaitOne(topic + ".dead-letter", event -> orderId.equals(event.key()));
        assertThat(letter.text()).isEqualTo("not JSON");
    }

    @Test
    void a_result_that_breaks_the_contract_is_put_aside_with_its_field() {
        var broken = answer("BackorderReleased", orderId, 0, 5, 5);

        inventory(broken);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(letters("allocations", broken))
                .singleElement()
                .satisfies(letter -> assertThat(letter).containsEntry("field", "lineNumber")));
    }

    private static String typeOf(String topic) {
        return topic.equals("allocations") ? "io.backline.StockAllocated" : "io.backline.warehouse.PickStarted";
    }

    @Test
    void an_event_of_a_type_from_the_future_is_set_aside() {
        var teleported = fact("Teleported", orderId, "\"by\": \"magic\"");

        warehouse(teleported);

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(outcomes("warehouse-fulfilment", teleported)).containsExactly("SET_ASIDE"));
    }

    @Test
    void more_than_ordered_is_a_dead_letter_and_the_counters_are_untouched() {
        inventory(answers(orderId, 1, 5, 5));
        var tooMany = picked(orderId, 6);

        warehouse(tooMany);
        warehouse(picked(orderId, 1));

        awaitLine(orderId, "picked", 1);
        assertThat(reason("warehouse-fulfilment", tooMany)).contains("lines[0].quantity", "of which 5 were ordered");
    }

    @ParameterizedTest
    @CsvSource({
        "PickStarted,pickedAt",
        "Packed,packedAt",
        "Shipped,shippedAt",
        "Unpicked,unpickedAt",
        "Returned,returnedAt"
    })
    void of_what_cannot_be_no_line_counts(String type, String time) {
        var two = place(PostedOrder.of(PostedOrder.newSku(), 5).line("CUP", 2));
        inventory(answers(two, 1, 5, 5));
        inventory(answers(two, 2, 2, 2));
        awaitLine(two, "allocated", 5);
        warehouse(picked(two, 1));
        awaitLine(two, "picked", 1);
        var counters = Shop.order(two).getList("lines");
        var tooMany =
                lines(type, two, "{\"lineNumber\": 1, \"quantity\": 1}, {\"lineNumber\": 2, \"quantity\": 3}", time);
        var noSuchLine =
                lines(type, two, "{\"lineNumber\": 1, \"quantity\": 1}, {\"lineNumber\": 7, \"quantity\": 1}", time);

        warehouse(tooMany);
        warehouse(noSuchLine);

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(reason("warehouse-fulfilment", tooMany))
                .contains("3 units of line 2, of which 2 were ordered", "the order has no line 7"));
        assertThat(Shop.order(two).getList("lines")).isEqualTo(counters);
        assertThat(Shop.history(two).getList("items.what")).doesNotContain(type.equals("PickStarted") ? "" : type);
    }

    private static CloudEvent lines(String type, String orderId, String lines, String time) {
        return fact(
                type,
                orderId,
                "\"packageId\": \"P1\", \"shipmentId\": \"S1\", \"lines\": [%s], \"%s\": \"%s\""
                        .formatted(lines, time, Instant.now()));
    }

    @Test
    void what_adds_up_to_more_than_ordered_is_a_dead_letter_and_the_first_part_stays() {
        inventory(answers(orderId, 1, 5, 5));
        warehouse(shipped(orderId, "S1", 3));
        awaitLine(orderId, "shipped", 3);
        var again = shipped(orderId, "S2", 3);

        warehouse(again);
        warehouse(delivered(orderId, "S2"));
        warehouse(delivered(orderId, "S1"));

        awaitLine(orderId, "delivered", 3);
        assertThat(Shop.order(orderId).getInt("lines[0].shipped")).isEqualTo(3);
        assertThat(reason("warehouse-fulfilment", again)).contains("6 units of line 1, of which 5 were ordered");
    }

    @Test
    void a_line_that_the_order_does_not_have_is_a_dead_letter() {
        var wrong = answers(orderId, 7, 5, 5);

        inventory(wrong);
        inventory(answers(orderId, 1, 5, 4));

        awaitLine(orderId, "allocated", 4);
        assertThat(reason("allocations", wrong)).contains("lineNumber", "has no line 7");
    }

    @Test
    void a_fact_from_the_future_is_a_dead_letter() {
        var tomorrow = fact(
                "PickStarted",
                orderId,
                "\"lines\": [{\"lineNumber\": 1, \"quantity\": 1}], \"pickedAt\": \"%s\""
                        .formatted(Instant.now().plus(Duration.ofDays(1))));

        warehouse(tomorrow);
        warehouse(picked(orderId, 2));

        awaitLine(orderId, "picked", 2);
        assertThat(reason("warehouse-fulfilment", tomorrow)).contains("pickedAt", "more than 5 minutes ahead");
    }

    @Test
    void a_fact_of_an_order_that_nobody_knows_waits_before_it_is_a_dead_letter() {
        var stranger = UUID.randomUUID().toString();
        var early = picked(stranger, 1);

        warehouse(early);
        warehouse(picked(orderId, 1));
        awaitLine(orderId, "picked", 1);

        assertThat(outcomes("warehouse-fulfilment", early)).isEmpty();
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(reason("warehouse-fulfilment", early))
                .contains("order " + stranger + " is not known"));
    }

    @Test
    void a_dead_letter_that_is_replayed_acts_when_its_cause_is_gone() {
        var other = place(PostedOrder.of(PostedOrder.newSku(), 5));
        inventory(answers(other, 1, 5, 5));
        warehouse(picked(other, 5));
        awaitLine(other, "picked", 5);
        var again = picked(other, 2);
        warehouse(again);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(outcomes("warehouse-fulfilment", again))
                .containsExactly("DEAD_LETTER"));
        warehouse(fact(
                "Unpicked",
                other,
                "\"lines\": [{\"lineNumber\": 1, \"quantity\": 3}], \"unpickedAt\": \"%s\"".formatted(Instant.now())));
        awaitLine(other, "picked", 2);

        given().post("/api/v1/dead-letters/"
                        + letters("warehouse-fulfilment", again).getFirst().get("id") + "/replay")
                .then()
                .statusCode(200);

        awaitLine(other, "picked", 4);
    }

    private static List<String> outcomes(String topic, CloudEvent event) {
        return letters(topic, event).stream()
                .map(letter -> (String) letter.get("outcome"))
                .toList();
    }

    private static String reason(String topic, CloudEvent event) {
        return letters(topic, event).toString();
    }

    private static List<Map<String, Object>> letters(String topic, CloudEvent event) {
        return given()
                .get("/api/v1/dead-letters?limit=500&topic=" + topic)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .filter(letter -> event.key().equals(letter.get("key")))
                .toList();
    }
}
