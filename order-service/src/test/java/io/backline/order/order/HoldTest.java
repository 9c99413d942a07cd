package io.backline.order.order;

import static io.backline.order.order.Partners.answer;
import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.packed;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.shipped;
import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.hold;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.backline.events.HoldKind;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldTest {
    private String orderId;

    @BeforeEach
    void placeAnOrder() {
        orderId = place(PostedOrder.of(PostedOrder.newSku(), 5));
    }

    @ParameterizedTest
    @EnumSource
    void a_hold_of_any_kind_stops_the_order_from_the_beginning_or_later(HoldKind kind) {
        var fromTheBeginning = place(PostedOrder.of(PostedOrder.newSku(), 5)
                .with("holds", List.of(Map.of("kind", kind, "reason", "not yet", "by", "shop"))));
        hold(orderId, Map.of("kind", kind, "reason", "not yet", "by", "shop"))
                .then()
                .statusCode(201);

        for (var held : List.of(fromTheBeginning, orderId)) {
            var order = Shop.order(held);
            assertThat(order.getString("stage")).isEqualTo("ON_HOLD");
            assertThat(order.getMap("holds[0]"))
                    .containsEntry("kind", kind.name())
                    .containsEntry("reason", "not yet")
                    .containsEntry("by", "shop");
            var said = told(held, "OrderHeld", 1).getFirst().json();
            assertThat(said.path("kind").asText()).isEqualTo(kind.name());
            assertThat(said.path("by").asText()).isEqualTo("shop");
        }
    }

    @Test
    void a_held_order_gets_what_comes_and_is_picked_once_the_hold_is_lifted() {
        inventory(answers(orderId, 1, 5, 2));
        awaitLine(orderId, "allocated", 2);
        String holdId = hold(orderId, "PAYMENT").then().extract().path("holds[0].holdId");

        inventory(answer("BackorderReleased", orderId, 1, 5, 5));
        awaitLine(orderId, "allocated", 5);
        assertThat(Shop.order(orderId).getString("stage")).isEqualTo("ON_HOLD");
        assertThat(told(orderId, "OrderReadyToPick", 2).getLast().json().path("lines"))
                .isEmpty();

        Shop.lift(orderId, holdId)
                .then()
                .statusCode(200)
                .body("stage", is("READY_TO_PICK"))
                .body("holds", is(List.of()));
        assertThat(told(orderId, "OrderReadyToPick", 3)
                        .getLast()
                        .json()
                        .at("/lines/0/quantity")
                        .asInt())
                .isEqualTo(5);
        Shop.lift(orderId, holdId).then().statusCode(404);
    }

    @Test
    void what_was_in_hand_when_the_hold_came_goes_its_way() {
        inventory(answers(orderId, 1, 5, 5));
        warehouse(picked(orderId, 2));
        awaitLine(orderId, "picked", 2);
        hold(orderId, "FRAUD").then().statusCode(201);

        warehouse(packed(orderId, "P1", 2));
        warehouse(shipped(orderId, "S1", 2));

        awaitLine(orderId, "shipped", 2);
        assertThat(Shop.order(orderId).getString("stage")).isEqualTo("ON_HOLD");
        Shop.cancel(orderId, "{\"reason\": \"x\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 3}]}")
                .then()
                .statusCode(200)
                .body("stage", is("SHIPPED"));
        hold(orderId, "FRAUD").then().statusCode(409);
    }

    @Test
    void who_set_and_who_lifted_a_hold_and_why_is_never_forgotten() {
        String holdId = hold(
                        orderId,
                        Map.of(
                                "kind",
                                "FRAUD",
                                "reason",
                                "unusual address",
                                "by",
                                "robot",
                                "at",
                                "2024-01-01T00:00:00Z"))
                .then()
                .body("holds[0].since", is("2024-01-01T00:00:00Z"))
                .extract()
                .path("holds[0].holdId");
        given().queryParam("by", "carla")
                .queryParam("reason", "it is my aunt")
                .delete("/api/v1/orders/" + orderId + "/holds/" + holdId)
                .then()
                .statusCode(200);

        var history = Shop.history(orderId);
        var held = "items.find { it.what == 'OrderHeld' }.";
        assertThat(history.getString(held + "cause")).isEqualTo("POST /orders/" + orderId + "/holds by robot");
        assertThat(history.getMap(held + "detail"))
                .containsEntry("by", "robot")
                .containsEntry("reason", "unusual address");
        assertThat(history.getList(held + "effect")).isEqualTo(List.of(Map.of("what", "holds", "from", 0, "to", 1)));
        var released = "items.find { it.what == 'HoldReleased' }.";
        assertThat(history.getString(released + "cause"))
                .isEqualTo("DELETE /orders/" + orderId + "/holds/" + holdId + " by carla");
        assertThat(history.getMap(released + "detail"))
                .containsEntry("holdId", holdId)
                .containsEntry("by", "carla")
                .containsEntry("reason", "it is my aunt");
        var said = told(orderId, "HoldReleased", 1).getFirst().json();
        assertThat(said.path("by").asText()).isEqualTo("carla");
        assertThat(said.path("reason").asText()).isEqualTo("it is my aunt");
    }

    @Test
    void a_hold_posted_again_under_its_key_holds_once() {
        var key = UUID.randomUUID().toString();
        for (var time = 0; time < 2; time++) {
            given().contentType(ContentType.JSON)
                    .header("Idempotency-Key", key)
                    .body("{\"kind\": \"APPROVAL\", \"reason\": \"large\", \"by\": \"ben\"}")
                    .post("/api/v1/orders/" + orderId + "/holds")
                    .then()
                    .statusCode(time == 0 ? 201 : 200)
                    .body("holds.size()", is(1));
        }
        assertThat(Shop.order(orderId).getList("holds")).hasSize(1);
    }

    @Test
    void a_wrong_hold_is_answered_by_field() {
        hold(orderId, "MOOD").then().statusCode(400).body("violations[0].field", is("kind"));
        hold(orderId, Map.of()).then().statusCode(422).body("violations.field", is(List.of("kind", "reason")));
        hold(orderId, Map.of("kind", "FRAUD", "reason", "x", "by", "x".repeat(129)))
                .then()
                .statusCode(422)
                .body("violations.field", is(List.of("by")));
        hold(UUID.randomUUID().toString(), "FRAUD").then().statusCode(404);
        given().queryParam("by", "x".repeat(129))
                .delete("/api/v1/orders/" + orderId + "/holds/" + UUID.randomUUID())
                .then()
                .statusCode(400)
                .body("violations.field", is(List.of("by")));
    }
}
