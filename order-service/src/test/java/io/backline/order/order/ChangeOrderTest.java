package io.backline.order.order;

import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.change;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ChangeOrderTest {
    private String orderId;

    @BeforeEach
    void placeAnOrder() {
        orderId = place(PostedOrder.of(PostedOrder.newSku(), 5).line("CUP", 1));
    }

    @Test
    void the_shop_changes_the_version_it_saw() {
        change(orderId, "\"1\"", "{\"priority\": \"CRITICAL\", \"needBy\": \"2026-12-24T12:00:00Z\"}")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("priority", is("CRITICAL"))
                .body("needBy", is("2026-12-24T12:00:00Z"))
                .body("shipping", is("PARTIAL"));

        assertThat(told(orderId, "OrderChanged", 1)
                        .getFirst()
                        .json()
                        .path("priority")
                        .asText())
                .isEqualTo("CRITICAL");
    }

    @Test
    void a_version_that_is_no_longer_true_is_refused_and_a_missing_one_too() {
        change(orderId, "\"7\"", "{\"priority\": \"HIGH\"}").then().statusCode(412);
        given().contentType(ContentType.JSON)
                .body("{\"priority\": \"HIGH\"}")
                .patch("/api/v1/orders/" + orderId)
                .then()
                .statusCode(428);
        assertThat(Shop.order(orderId).getString("priority")).isEqualTo("NORMAL");
    }

    @Test
    void to_ship_in_parts_after_all_makes_units_ready_to_pick() {
        var complete = place(PostedOrder.of(PostedOrder.newSku(), 5).with("shipping", "COMPLETE"));
        inventory(answers(complete, 1, 5, 3));
        awaitLine(complete, "allocated", 3);

        change(complete, "*", "{\"shipping\": \"PARTIAL\"}").then().statusCode(200);

        assertThat(told(complete, "OrderReadyToPick", 1)
                        .getFirst()
                        .json()
                        .at("/lines/0/quantity")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void an_order_placed_with_a_hold_waits_on_hold() {
        var held = place(PostedOrder.of(PostedOrder.newSku(), 5)
                .with("holds", List.of(Map.of("kind", "PAYMENT", "reason", "not paid yet"))));
        inventory(answers(held, 1, 5, 5));
        awaitLine(held, "allocated", 5);

        assertThat(Shop.order(held).getString("stage")).isEqualTo("ON_HOLD");
        var holdId = Shop.order(held).getString("holds[0].holdId");
        Shop.lift(held, holdId)
                .then()
                .statusCode(200)
                .body("stage", is("READY_TO_PICK"))
                .body("holds", is(List.of()));
        Shop.lift(held, holdId).then().statusCode(404);
        assertThat(told(held, "HoldReleased", 1).getFirst().json().path("kind").asText())
                .isEqualTo("PAYMENT");
    }

    @Test
    void a_wrong_hold_is_answered_by_field() {
        given().contentType(ContentType.JSON)
                .body("{\"kind\": \"MOOD\", \"reason\": \"x\"}")
                .post("/api/v1/orders/" + orderId + "/holds")
                .then()
                .statusCode(400)
                .body("violations[0].field", is("kind"));
        given().contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/orders/" + orderId + "/holds")
                .then()
                .statusCode(422)
                .body("violations.field", is(List.of("kind", "reason")));
        Shop.hold(UUID.randomUUID().toString(), "FRAUD").then().statusCode(404);
    }
}
