package io.backline.order.order;

import static io.backline.order.order.Partners.answer;
import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.awaitStage;
import static io.backline.order.order.Shop.change;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void to_ship_complete_after_all_stops_the_picking_until_all_is_there() {
        inventory(answers(orderId, 1, 5, 3));
        inventory(answers(orderId, 2, 1, 1));
        awaitLine(orderId, "allocated", 3);
        assertThat(told(orderId, "OrderReadyToPick", 1)).isNotEmpty();

        change(orderId, "*", "{\"shipping\": \"COMPLETE\"}").then().statusCode(200);
        awaitPickList(orderId, 0);

        inventory(answer("BackorderReleased", orderId, 1, 5, 5));
        awaitPickList(orderId, 6);
    }

    @Test
    void to_cancel_what_is_short_lets_an_order_that_ships_complete_go() {
        var complete =
                place(PostedOrder.of(PostedOrder.newSku(), 5).line("CUP", 1).with("shipping", "COMPLETE"));
        inventory(answers(complete, 1, 5, 5));
        inventory(answers(complete, 2, 1, 0));
        awaitStage(complete, "BACKORDERED");

        Shop.cancel(complete, "{\"reason\": \"x\", \"lines\": [{\"lineNumber\": 2, \"quantity\": 1}]}")
                .then()
                .body("stage", is("READY_TO_PICK"));

        awaitPickList(complete, 5);
    }

    private static void awaitPickList(String orderId, int units) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var list = told(orderId, "OrderReadyToPick", 1).getLast().json().path("lines");
            assertThat(StreamSupport.stream(list.spliterator(), false)
                            .mapToInt(line -> line.path("quantity").asInt())
                            .sum())
                    .isEqualTo(units);
        });
    }

    @Test
    void what_is_needed_earlier_is_overdue_at_once() {
        inventory(answers(orderId, 1, 5, 3));
        awaitLine(orderId, "backordered", 2);
        var overdue =
                "/api/v1/backorders?overdue=true&sku=" + Shop.order(orderId).getString("lines[0].sku");
        given().get(overdue).then().body("items.size()", is(0));

        change(orderId, "*", "{\"needBy\": \"2024-12-24T12:00:00Z\"}").then().statusCode(200);

        given().get(overdue).then().body("items.orderId", is(List.of(orderId)));
    }

    @Test
    void whoever_changes_an_order_may_say_so() {
        change(orderId, "*", "{\"priority\": \"HIGH\", \"by\": \"ben\"}").then().statusCode(200);

        var changed = "items.find { it.what == 'OrderChanged' }.";
        var history = Shop.history(orderId);
        assertThat(history.getString(changed + "cause")).isEqualTo("PATCH /orders/" + orderId + " by ben");
        assertThat(history.getList(changed + "effect"))
                .isEqualTo(List.of(Map.of("what", "priority", "from", "NORMAL", "to", "HIGH")));
        change(orderId, "*", "{\"priority\": \"LOW\", \"by\": \"\"}")
                .then()
                .statusCode(422)
                .body("violations.field", is(List.of("by")));
    }

    @Test
    void a_closed_order_stays_as_it_is() {
        Shop.cancel(orderId, "{\"reason\": \"changed my mind\"}").then().body("stage", is("CANCELLED"));

        change(orderId, "*", "{\"priority\": \"HIGH\"}")
                .then()
                .statusCode(409)
                .body("detail", is("the order is closed"));
        change(orderId, "*", "{\"priority\": \"NORMAL\"}").then().statusCode(200);
        assertThat(Shop.order(orderId).getString("priority")).isEqualTo("NORMAL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "W/\"1\"", "\"7\", \"1\"", "*"})
    void the_version_is_named_as_http_has_it(String ifMatch) {
        change(orderId, ifMatch, "{\"priority\": \"HIGH\"}").then().statusCode(200);
    }

    @Test
    void other_commands_may_name_the_version_they_saw() {
        var orders = "/api/v1/orders/" + orderId;
        var hold = given().contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body("{\"kind\": \"FRAUD\", \"reason\": \"x\"}")
                .post(orders + "/holds")
                .then()
                .statusCode(201)
                .header("ETag", "\"2\"")
                .extract()
                .<String>path("holds[0].holdId");

        var stale = given().contentType(ContentType.JSON).header("If-Match", "\"1\"");
        stale.body("{\"kind\": \"FRAUD\", \"reason\": \"x\"}")
                .post(orders + "/holds")
                .then()
                .statusCode(412);
        stale.body("{\"reason\": \"x\"}").post(orders + "/cancellations").then().statusCode(412);
        given().header("If-Match", "\"1\"")
                .delete(orders + "/holds/" + hold)
                .then()
                .statusCode(412);
        given().header("If-Match", "\"2\"")
                .delete(orders + "/holds/" + hold)
                .then()
                .statusCode(200);
    }

    @Test
    void who_has_the_order_as_it_is_need_not_read_it_again() {
        var orders = "/api/v1/orders/" + orderId;
        given().header("If-None-Match", "\"1\"")
                .get(orders)
                .then()
                .statusCode(304)
                .header("ETag", "\"1\"");
        given().header("If-None-Match", "\"0\"").get(orders).then().statusCode(200);
    }
}
