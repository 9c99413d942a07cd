package io.backline.order.order;

import static io.backline.order.order.Partners.answer;
import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.delivered;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.shipped;
import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.awaitStage;
import static io.backline.order.order.Shop.cancel;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class CancellationTest {
    private String orderId;

    @BeforeEach
    void placeAnOrder() {
        orderId = place(PostedOrder.of(PostedOrder.newSku(), 5).line("CUP", 2));
    }

    @Test
    void a_whole_order_is_cancelled() {
        cancel(orderId, "{\"reason\": \"changed my mind\"}")
                .then()
                .statusCode(200)
                .body("stage", is("CANCELLED"))
                .body("lines.cancelled", is(List.of(5, 2)));

        var cancelled = told(orderId, "LinesCancelled", 1).getFirst().json();
        assertThat(cancelled.at("/reason").asText()).isEqualTo("changed my mind");
        assertThat(told(orderId, "OrderClosed", 1)
                        .getFirst()
                        .json()
                        .at("/stage")
                        .asText())
                .isEqualTo("CANCELLED");
    }

    @Test
    void quantities_of_lines_are_cancelled_waiting_ones_first() {
        inventory(answers(orderId, 1, 5, 3));
        awaitLine(orderId, "allocated", 3);

        cancel(orderId, lines(1, 3))
                .then()
                .statusCode(200)
                .body("lines[0].cancelled", is(3))
                .body("lines[0].backordered", is(0))
                .body("lines[0].allocated", is(2));
    }

    @Test
    void what_is_picked_stays_and_the_answer_says_what_can_still_be_cancelled() {
        inventory(answers(orderId, 1, 5, 5));
        warehouse(picked(orderId, 4));
        awaitLine(orderId, "picked", 4);

        cancel(orderId, "{\"reason\": \"too late\"}")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("cancellable.lineNumber", is(List.of(1, 2)))
                .body("cancellable.quantity", is(List.of(1, 2)));
        assertThat(Shop.order(orderId).getInt("lines[0].cancelled")).isZero();
        cancel(orderId, lines(1, 1)).then().statusCode(200);
    }

    @Test
    void any_part_can_be_cancelled_wherever_it_stands_before_it_is_picked() {
        cancel(orderId, lines(1, 1)).then().statusCode(200).body("stage", is("AWAITING_ALLOCATION"));
        Shop.hold(orderId, "PAYMENT");
        cancel(orderId, lines(1, 1)).then().statusCode(200).body("stage", is("ON_HOLD"));
        Shop.lift(orderId, Shop.order(orderId).getString("holds[0].holdId"));
        inventory(answers(orderId, 1, 3, 2));
        inventory(answers(orderId, 2, 2, 2));
        awaitStage(orderId, "BACKORDERED");
        cancel(orderId, lines(1, 1)).then().statusCode(200).body("stage", is("READY_TO_PICK"));
        warehouse(picked(orderId, 1));
        awaitLine(orderId, "picked", 1);
        cancel(orderId, lines(1, 1)).then().statusCode(200).body("lines.cancelled", is(List.of(4, 0)));
        cancel(orderId, lines(2, 2)).then().statusCode(200).body("stage", is("PICKING"));

        cancel(orderId, "{\"reason\": \"all of it\"}").then().statusCode(409).body("cancellable", is(List.of()));
    }

    @Test
    void an_order_of_shipped_and_cancelled_lines_closes() {
        inventory(answers(orderId, 1, 5, 5));
        warehouse(shipped(orderId, "S1", 5));
        awaitLine(orderId, "shipped", 5);

        cancel(orderId, lines(2, 2)).then().statusCode(200).body("stage", is("SHIPPED"));

        assertThat(told(orderId, "OrderClosed", 1)).hasSize(1);
        warehouse(delivered(orderId, "S1"));
        awaitStage(orderId, "DELIVERED");
        assertThat(told(orderId, "OrderClosed", 1)).hasSize(1);
    }

    @Test
    void a_release_that_crosses_a_cancellation_gives_no_more_than_is_wanted() {
        cancel(orderId, lines(1, 4));

        inventory(answer("BackorderReleased", orderId, 1, 5, 5));

        awaitLine(orderId, "allocated", 1);
    }

    @Test
    void a_repeated_cancellation_with_its_key_cancels_once() {
        var key = UUID.randomUUID().toString();
        for (var time = 0; time < 2; time++) {
            given().contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body(lines(1, 2))
                    .post("/api/v1/orders/" + orderId + "/cancellations")
                    .then()
                    .statusCode(200)
                    .body("lines[0].cancelled", is(2));
        }
        assertThat(Shop.order(orderId).getInt("lines[0].cancelled")).isEqualTo(2);
    }

    @Test
    void a_wrong_cancellation_is_answered_by_field() {
        cancel(orderId, lines(9, 1)).then().statusCode(422).body("violations[0].field", is("lines[0].lineNumber"));
        cancel(orderId, lines(1, 0)).then().statusCode(422).body("violations[0].field", is("lines[0].quantity"));
        cancel(orderId, "{\"reason\": \"x\", \"lines\": []}")
                .then()
                .statusCode(422)
                .body("violations[0].field", is("lines"));
        cancel(orderId, "{}").then().statusCode(422).body("violations[0].field", is("reason"));
        cancel(orderId, "{\"reason\": \"x\", \"at\": \"2999-01-01T00:00:00Z\"}")
                .then()
                .statusCode(422)
                .body("violations[0].field", is("at"));
        cancel(UUID.randomUUID().toString(), "{\"reason\": \"x\"}").then().statusCode(404);
    }

    @Test
    void a_cancellation_may_be_told_later() {
        var past = place(PostedOrder.of("TEAPOT", 1).with("placedAt", "2011-11-14T08:22:00Z"));

        cancel(past, "{\"reason\": \"x\", \"at\": \"2011-11-14T10:32:00Z\"}")
                .then()
                .statusCode(200);

        assertThat(told(past, "LinesCancelled", 1).getFirst().headers())
                .containsEntry("ce_time", "2011-11-14T10:32:00Z");
    }

    private static String lines(int line, int quantity) {
        return "{\"reason\": \"changed my mind\", \"lines\": [{\"lineNumber\": %d, \"quantity\": %d}]}"
                .formatted(line, quantity);
    }
}
