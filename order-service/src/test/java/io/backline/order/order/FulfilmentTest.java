package io.backline.order.order;

import static io.backline.order.order.Partners.answer;
import static io.backline.order.order.Partners.answerToShortPick;
import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.delivered;
import static io.backline.order.order.Partners.fact;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.packed;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.shipped;
import static io.backline.order.order.Partners.shortPicked;
import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Partners.unpicked;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.awaitStage;
import static io.backline.order.order.Shop.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class FulfilmentTest {
    @Test
    void the_warehouse_moves_units_through_the_stages() {
        var orderId = allocated(5);

        warehouse(picked(orderId, 5));
        awaitStage(orderId, "PICKING");
        warehouse(packed(orderId, "P1", 2));
        warehouse(packed(orderId, "P2", 3));
        awaitStage(orderId, "PACKED");
        warehouse(shipped(orderId, "S1", 2));
        warehouse(shipped(orderId, "S2", 3));
        awaitStage(orderId, "SHIPPED");
        assertThat(told(orderId, "OrderClosed", 1)
                        .getFirst()
                        .json()
                        .path("stage")
                        .asText())
                .isEqualTo("SHIPPED");
        warehouse(delivered(orderId, "S1"));
        awaitLine(orderId, "delivered", 2);
        warehouse(delivered(orderId, "S2"));
        awaitStage(orderId, "DELIVERED");
    }

    @Test
    void an_order_goes_out_in_several_packages_and_shipments_line_by_line() {
        var orderId = place(PostedOrder.of(PostedOrder.newSku(), 5).line("CUP", 3));
        inventory(answers(orderId, 1, 5, 5));
        inventory(answers(orderId, 2, 3, 3));
        awaitStage(orderId, "READY_TO_PICK");

        tell("PickStarted", orderId, "pickedAt", units(1, 4), units(2, 3));
        tell("Packed", orderId, "packedAt", units(1, 2));
        tell("Packed", orderId, "packedAt", units(1, 2), units(2, 1));
        warehouse(fact("Shipped", orderId, shipment("S1", units(1, 3), units(2, 1))));
        tell("PickStarted", orderId, "pickedAt", units(1, 1));
        warehouse(fact("Shipped", orderId, shipment("S2", units(1, 2), units(2, 2))));
        warehouse(delivered(orderId, "S2"));

        awaitLine(orderId, "delivered", 2);
        var order = Shop.order(orderId);
        assertThat(order.getList("lines.shipped")).isEqualTo(List.of(5, 3));
        assertThat(order.getList("lines.delivered")).isEqualTo(List.of(2, 2));
        assertThat(order.getString("stage")).isEqualTo("SHIPPED");
        assertThat(order.getList("shipments.state")).isEqualTo(List.of("IN_TRANSIT", "DELIVERED"));
        assertThat(order.getList("shipments[0].lines.quantity")).isEqualTo(List.of(3, 1));
        warehouse(delivered(orderId, "S1"));
        awaitStage(orderId, "DELIVERED");
    }

    private static void tell(String type, String orderId, String time, String... units) {
        warehouse(fact(
                type,
                orderId,
                "\"packageId\": \"P\", \"lines\": [%s], \"%s\": \"%s\""
                        .formatted(String.join(",", units), time, Instant.now())));
    }

    private static String shipment(String shipmentId, String... units) {
        return "\"shipmentId\": \"%s\", \"lines\": [%s], \"shippedAt\": \"%s\""
                .formatted(shipmentId, String.join(",", units), Instant.now());
    }

    private static String units(int line, int quantity) {
        return "{\"lineNumber\": %d, \"quantity\": %d}".formatted(line, quantity);
    }

    @Test
    void facts_in_the_wrong_order_end_like_those_in_the_right_one() {
        var orderId = allocated(5);

        warehouse(delivered(orderId, "S1"));
        warehouse(shipped(orderId, "S1", 5));
        warehouse(packed(orderId, "P1", 5));
        warehouse(picked(orderId, 5));

        awaitStage(orderId, "DELIVERED");
        assertThat(Shop.order(orderId).getInt("lines[0].packed")).isEqualTo(5);
    }

    @Test
    void the_same_fact_twice_counts_once() {
        var orderId = allocated(5);
        var pick = picked(orderId, 2);

        warehouse(pick);
        warehouse(pick);
        warehouse(picked(orderId, 1));

        awaitLine(orderId, "picked", 3);
    }

    @Test
    void a_pick_of_cancelled_units_is_set_aside_and_shown() {
        var orderId = allocated(5);
        Shop.cancel(orderId, "{\"reason\": \"changed my mind\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 3}]}")
                .then()
                .statusCode(200);

        warehouse(picked(orderId, 5));

        awaitLine(orderId, "picked", 2);
        var history = Shop.history(orderId);
        assertThat(history.getInt("items.find { it.what == 'UnitsSetAside' }.detail.quantity"))
                .isEqualTo(3);
    }

    @Test
    void a_shipment_of_cancelled_units_leaves_the_counters_and_is_shown() {
        var orderId = allocated(5);
        Shop.cancel(orderId, "{\"reason\": \"changed my mind\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 3}]}");

        warehouse(shipped(orderId, "S1", 5));
        warehouse(delivered(orderId, "S1"));

        awaitLine(orderId, "delivered", 2);
        assertThat(Shop.order(orderId).getInt("lines[0].shipped")).isEqualTo(2);
        assertThat(Shop.history(orderId).getList("items.what")).contains("UnitsSetAside");
    }

    @Test
    void a_pick_of_revoked_units_takes_them_back() {
        var orderId = allocated(5);
        inventory(answer("AllocationRevoked", orderId, 1, 5, 1));
        awaitLine(orderId, "backordered", 4);

        warehouse(picked(orderId, 3));

        awaitLine(orderId, "picked", 3);
        assertThat(Shop.order(orderId).getInt("lines[0].backordered")).isEqualTo(2);
    }

    @Test
    void a_short_pick_takes_what_inventory_says_it_took() {
        var orderId = allocated(5);
        warehouse(picked(orderId, 4));
        awaitLine(orderId, "picked", 4);

        warehouse(shortPicked(orderId, 2));
        inventory(answerToShortPick(orderId, 2, 3, 1));

        awaitLine(orderId, "backordered", 2);
        awaitLine(orderId, "picked", 3);
    }

    @Test
    void a_short_pick_ends_alike_when_inventory_is_heard_first() {
        var orderId = allocated(5);
        warehouse(picked(orderId, 4));
        inventory(answerToShortPick(orderId, 2, 3, 1));
        awaitLine(orderId, "backordered", 1);

        warehouse(shortPicked(orderId, 2));

        awaitLine(orderId, "backordered", 2);
        awaitLine(orderId, "picked", 3);
    }

    @Test
    void cancelled_units_that_were_picked_go_back_without_taking_wanted_ones_along() {
        var orderId = allocated(5);
        Shop.cancel(orderId, "{\"reason\": \"changed my mind\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 2}]}")
                .then()
                .statusCode(200);
        warehouse(picked(orderId, 5));
        awaitLine(orderId, "picked", 3);

        warehouse(unpicked(orderId, 2));
        warehouse(packed(orderId, "P1", 1));

        awaitLine(orderId, "packed", 1);
        assertThat(Shop.order(orderId).getInt("lines[0].picked")).isEqualTo(3);
    }

    @Test
    void unpicked_units_can_be_picked_again() {
        var orderId = allocated(5);
        warehouse(picked(orderId, 5));
        warehouse(unpicked(orderId, 5));

        awaitLine(orderId, "picked", 0);
        awaitStage(orderId, "READY_TO_PICK");
        assertThat(told(orderId, "OrderReadyToPick", 2)
                        .getLast()
                        .json()
                        .at("/lines/0/quantity")
                        .asInt())
                .isEqualTo(5);
    }

    @Test
    void a_failed_delivery_stays_in_transit_and_a_return_stands_beside() {
        var orderId = allocated(5);
        warehouse(shipped(orderId, "S1", 5));
        warehouse(fact(
                "DeliveryFailed", orderId, "\"shipmentId\": \"S1\", \"failedAt\": \"%s\"".formatted(Instant.now())));
        warehouse(fact(
                "Returned",
                orderId,
                "\"lines\": [{\"lineNumber\": 1, \"quantity\": 1}], \"returnedAt\": \"%s\"".formatted(Instant.now())));

        awaitLine(orderId, "returned", 1);
        var order = Shop.order(orderId);
        assertThat(order.getString("stage")).isEqualTo("SHIPPED");
        assertThat(order.getString("shipments[0].state")).isEqualTo("DELIVERY_FAILED");
        assertThat(Shop.history(orderId).getList("items.what")).contains("DeliveryFailed", "Returned");
    }

    @Test
    void a_hold_stops_picking_until_it_is_lifted() {
        var orderId = allocated(5);

        var hold = Shop.hold(orderId, "FRAUD")
                .then()
                .statusCode(201)
                .body("stage", is("ON_HOLD"))
                .extract();
        assertThat(told(orderId, "OrderReadyToPick", 2).getLast().json().path("lines"))
                .isEmpty();

        Shop.lift(orderId, hold.path("holds[0].holdId")).then().statusCode(200).body("stage", is("READY_TO_PICK"));
        assertThat(told(orderId, "OrderReadyToPick", 3)
                        .getLast()
                        .json()
                        .at("/revision")
                        .asInt())
                .isEqualTo(3);
    }

    private static String allocated(int quantity) {
        var orderId = place(PostedOrder.of(PostedOrder.newSku(), quantity));
        inventory(answers(orderId, 1, quantity, quantity));
        awaitLine(orderId, "allocated", quantity);
        return orderId;
    }
}
