package io.backline.order.order;

import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.delivered;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.shipped;
import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.awaitStage;
import static io.backline.order.order.Shop.cancel;
import static io.backline.order.order.Shop.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What users of other systems complained about (product.md), where order-service is the place to keep it from happening. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ComplaintsTest {
    @Test
    void complaint_2_every_shortfall_is_a_backorder_and_an_event() {
        var orderId = place(PostedOrder.of(PostedOrder.newSku(), 5));

        inventory(answers(orderId, 1, 5, 4));

        awaitLine(orderId, "backordered", 1);
        assertThat(told(orderId, "OrderBackordered", 1)
                        .getFirst()
                        .json()
                        .at("/lines/0/backordered")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void complaint_4_orders_that_are_changed_from_all_sides_do_not_deadlock() throws Exception {
        var orders = new ArrayList<String>();
        for (var i = 0; i < 10; i++) {
            orders.add(place(PostedOrder.of(PostedOrder.newSku(), 10)));
        }
        var random = new Random(7);
        var commands = new ArrayList<Callable<Integer>>();
        for (var round = 0; round < 5; round++) {
            Collections.shuffle(orders, random);
            for (var orderId : orders) {
                inventory(answers(orderId, 1, 10, random.nextInt(10)));
                commands.add(
                        () -> cancel(orderId, "{\"reason\": \"x\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 1}]}")
                                .statusCode());
            }
        }

        try (var threads = Executors.newFixedThreadPool(10)) {
            for (var answer : threads.invokeAll(commands)) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }

        for (var orderId : orders) {
            assertThat(Shop.order(orderId).getInt("lines[0].cancelled")).isEqualTo(5);
        }
    }

    @Test
    void complaint_11_cancelling_a_backordered_line_leaves_the_rest_of_the_order() {
        var orderId = place(PostedOrder.of(PostedOrder.newSku(), 5).line("CUP", 2));
        inventory(answers(orderId, 1, 5, 0));
        inventory(answers(orderId, 2, 2, 2));
        awaitStage(orderId, "BACKORDERED");

        cancel(orderId, "{\"reason\": \"x\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 5}]}")
                .then()
                .statusCode(200);

        var order = Shop.order(orderId);
        assertThat(order.getString("stage")).isEqualTo("READY_TO_PICK");
        assertThat(order.getInt("lines[1].allocated")).isEqualTo(2);
        assertThat(order.getInt("lines[0].allocated")).isZero();
        assertThat(told(orderId, "LinesCancelled", 1).getFirst().json().path("lines"))
                .hasSize(1);
    }

    @Test
    void complaint_12_part_shipped_and_the_rest_cancelled_is_closed() {
        var orderId = place(PostedOrder.of(PostedOrder.newSku(), 5));
        inventory(answers(orderId, 1, 5, 2));
        warehouse(shipped(orderId, "S1", 2));
        awaitLine(orderId, "shipped", 2);

        cancel(orderId, "{\"reason\": \"x\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 3}]}")
                .then()
                .statusCode(200);

        assertThat(told(orderId, "OrderClosed", 1)).hasSize(1);
        warehouse(delivered(orderId, "S1"));
        awaitStage(orderId, "DELIVERED");
    }

    @Test
    void complaint_18_a_message_that_comes_twice_acts_once() {
        var orderId = place(PostedOrder.of(PostedOrder.newSku(), 5));
        inventory(answers(orderId, 1, 5, 5));
        var shipment = shipped(orderId, "S1", 2);

        warehouse(shipment);
        warehouse(shipment);
        warehouse(delivered(orderId, "S1"));

        awaitLine(orderId, "delivered", 2);
        assertThat(Shop.order(orderId).getInt("lines[0].shipped")).isEqualTo(2);
        assertThat(Shop.history(orderId).getList("items.what")).containsOnlyOnce("Shipped");
    }
}
