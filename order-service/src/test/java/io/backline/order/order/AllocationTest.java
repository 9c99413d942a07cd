package io.backline.order.order;

import static io.backline.order.order.Partners.answer;
import static io.backline.order.order.Partners.answerElsewhere;
import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.fact;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.awaitStage;
import static io.backline.order.order.Shop.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class AllocationTest {
    private final PostedOrder order = PostedOrder.of(PostedOrder.newSku(), 5);

    @Test
    void what_inventory_has_is_to_be_picked_and_the_rest_waits() {
        var orderId = place(order);

        inventory(answers(orderId, 1, 5, 3));

        awaitStage(orderId, "BACKORDERED");
        assertThat(Shop.order(orderId).getInt("lines[0].allocated")).isEqualTo(3);
        assertThat(Shop.order(orderId).getInt("lines[0].backordered")).isEqualTo(2);
        var backordered = told(orderId, "OrderBackordered", 1).getFirst().json();
        assertThat(backordered.at("/lines/0/backordered").asInt()).isEqualTo(2);
        assertThat(backordered.at("/channel").asText()).isEqualTo("web");
        var ready = told(orderId, "OrderReadyToPick", 1).getFirst().json();
        assertThat(ready.at("/lines/0/quantity").asInt()).isEqualTo(3);
        assertThat(ready.at("/lines/0/location").asText()).isEqualTo("MAIN");
    }

    @Test
    void the_same_answer_twice_acts_once() {
        var orderId = place(order);
        var answered = answers(orderId, 1, 5, 5);

        inventory(answered);
        inventory(answered);
        inventory(answer("AllocationRevoked", orderId, 1, 5, 4));

        awaitLine(orderId, "allocated", 4);
        assertThat(Shop.history(orderId).getList("items.what")).containsOnlyOnce("StockAllocated");
    }

    @Test
    void a_restock_releases_and_says_so() {
        var orderId = place(order);
        inventory(answers(orderId, 1, 5, 0));
        awaitStage(orderId, "BACKORDERED");

        inventory(answer("BackorderReleased", orderId, 1, 5, 5));

        awaitStage(orderId, "READY_TO_PICK");
        var told = told(orderId, "OrderBackordered", 2);
        assertThat(told.getLast().json().path("lines")).isEmpty();
    }

    @Test
    void the_history_is_the_same_page_by_page_whatever_their_size() {
        var orderId = place(order);
        inventory(answers(orderId, 1, 5, 2));
        awaitStage(orderId, "BACKORDERED");
        inventory(answer("BackorderReleased", orderId, 1, 5, 5));
        awaitStage(orderId, "READY_TO_PICK");
        var all = Shop.history(orderId).getList("items");

        for (var size = 1; size <= all.size(); size++) {
            assertThat(Shop.historyByPages(orderId, size))
                    .as("pages of %d", size)
                    .isEqualTo(all);
        }
    }

    @Test
    void the_order_says_what_happened_and_why() {
        var orderId = place(order);
        var answered = answers(orderId, 1, 5, 5);
        inventory(answered);
        awaitStage(orderId, "READY_TO_PICK");

        var history = Shop.history(orderId);

        assertThat(history.getList("items.what"))
                .containsExactly(
                        "OrderPlaced", "OrderStageChanged", "StockAllocated", "OrderReadyToPick", "OrderStageChanged");
        assertThat(history.getString("items[2].cause")).isEqualTo("/inventory-service " + answered.id());
        assertThat(history.getString("items[0].cause")).isEqualTo("POST /orders");
        assertThat(history.getInt("items[2].detail.allocated")).isEqualTo(5);
    }

    @Test
    void a_line_that_may_not_wait_is_cancelled_for_what_is_short() {
        var orderId = place(order.with("lines[0].backorder", "REFUSE"));

        inventory(answers(orderId, 1, 5, 2));

        awaitLine(orderId, "cancelled", 3);
        awaitStage(orderId, "READY_TO_PICK");
        var cancelled = told(orderId, "LinesCancelled", 1).getFirst().json();
        assertThat(cancelled.at("/reason").asText()).isEqualTo("STOCK_OUT");
        assertThat(cancelled.at("/lines/0/quantity").asInt()).isEqualTo(3);

        inventory(answer("AllocationRevoked", orderId, 1, 2, 0));
        awaitStage(orderId, "CANCELLED");
    }

    @Test
    void an_order_that_ships_complete_is_picked_when_its_last_unit_is_there() {
        var orderId = place(order.line("CUP", 1).with("shipping", "COMPLETE"));

        inventory(answers(orderId, 1, 5, 5));
        inventory(answers(orderId, 2, 1, 0));
        awaitStage(orderId, "BACKORDERED");
        inventory(answer("BackorderReleased", orderId, 2, 1, 1));
        awaitStage(orderId, "READY_TO_PICK");

        var ready = told(orderId, "OrderReadyToPick", 1);
        assertThat(ready).hasSize(1);
        assertThat(ready.getFirst().json().path("lines")).hasSize(2);
    }

    @Test
    void a_consequence_happens_when_its_cause_did() {
        var orderId = place(order.with("placedAt", "2011-11-14T08:22:00Z"));

        inventory(answers(orderId, 1, 5, 5).with("time", "2011-11-15T10:00:00Z"));
        awaitStage(orderId, "READY_TO_PICK");

        assertThat(told(orderId, "OrderReadyToPick", 1).getFirst().headers())
                .containsEntry("ce_time", "2011-11-15T10:00:00Z");
    }

    @Test
    void what_moves_no_unit_to_another_stage_has_its_own_time_all_the_same() {
        var orderId = place(order.with("placedAt", "2011-11-14T08:22:00Z"));
        inventory(answers(orderId, 1, 5, 3).with("time", "2011-11-15T10:00:00Z"));
        awaitStage(orderId, "BACKORDERED");
        inventory(answerElsewhere(orderId, 5, 3).with("time", "2011-11-18T10:00:00Z"));

        assertThat(told(orderId, "OrderReadyToPick", 2).getLast().headers())
                .containsEntry("ce_time", "2011-11-18T10:00:00Z");
    }

    @Test
    void a_consequence_does_not_happen_before_any_of_its_causes() {
        var orderId = place(order.with("placedAt", "2011-11-14T08:22:00Z"));
        inventory(answers(orderId, 1, 5, 5).with("time", "2011-11-15T10:00:00Z"));
        awaitStage(orderId, "READY_TO_PICK");

        warehouse(fact(
                "PickStarted",
                orderId,
                "\"lines\": [{\"lineNumber\": 1, \"quantity\": 5}], \"pickedAt\": \"2011-11-14T12:00:00Z\""));
        awaitStage(orderId, "PICKING");

        assertThat(told(orderId, "OrderStageChanged", 3).getLast().headers())
                .containsEntry("ce_time", "2011-11-15T10:00:00Z");
    }
}
