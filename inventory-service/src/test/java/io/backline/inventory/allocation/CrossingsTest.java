package io.backline.inventory.allocation;

import static io.backline.inventory.Shop.line;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Shop;
import io.backline.inventory.Warehouse;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Facts that were decided before their writers knew of each other. */
@QuarkusTest
class CrossingsTest extends ServiceTest {
    @Test
    void a_pick_of_units_that_are_cancelled_later_is_undone() {
        var order = anOrderOf(5);
        warehouse.picks(order, 1, 5);
        awaitShelf(0);

        shop.cancel(order, 1, 3);

        awaitResult(order, 1, "AllocationRevoked", 2);
        awaitShelf(3);
    }

    @Test
    void a_pick_of_units_that_were_cancelled_before_is_set_aside() {
        var order = anOrderOf(5);
        shop.cancel(order, 1, 3);
        awaitResult(order, 1, "AllocationRevoked", 2);

        warehouse.picks(order, 1, 5);

        awaitShelf(3);
        awaitStock(teapot, 5, 2, 0);
    }

    @Test
    void a_pick_of_revoked_units_takes_them_back_from_the_last_in_the_queue() {
        inStock(4);
        var first = aLineThatHas(2);
        var last = aLineThatHas(2);
        warehouse.counts(teapot, "MAIN", 2);
        awaitAllocated(last, 0);

        warehouse.picks(last, 1, 2);

        awaitResult(last, 1, "BackorderReleased", 2);
        awaitResult(first, 1, "AllocationRevoked", 0);
    }

    @Test
    void a_shipment_of_cancelled_units_lowers_stock_whichever_came_first() {
        var shippedFirst = anOrderOf(2);
        warehouse.ships(shippedFirst, 1, 2);
        awaitStock(teapot, 0, 0, 0);
        shop.cancel(shippedFirst, 1, 2);
        awaitResult(shippedFirst, 1, "AllocationRevoked", 0);
        awaitStock(teapot, 0, 0, 0);

        var cancelledFirst = anOrderOf(2);
        shop.cancel(cancelledFirst, 1, 2);
        awaitStock(teapot, 2, 0, 0);
        warehouse.ships(cancelledFirst, 1, 2);
        awaitStock(teapot, 0, 0, 0);
    }

    @Test
    void a_cancellation_that_crosses_a_revoke_leaves_nothing_allocated() {
        var order = anOrderOf(2);

        warehouse.findsNothingOf(teapot);
        shop.cancel(order, 1, 2);

        awaitStock(teapot, 0, 0, 0);
        inStock(1);
    }

    @Test
    void a_shipment_told_before_its_pick_counts_once() {
        var order = anOrderOf(2);

        warehouse.ships(order, 1, 2);
        warehouse.packs(order, 1, 2);
        warehouse.picks(order, 1, 2);
        warehouse.receives(teapot, 1);

        awaitStock(teapot, 1, 0, 0);
    }

    @Test
    void units_that_went_back_to_the_shelf_stay_allocated() {
        var order = anOrderOf(2);
        warehouse.picks(order, 1, 2);
        awaitShelf(0);

        warehouse.unpicks(order, 1, 2);

        awaitShelf(2);
        awaitStock(teapot, 2, 2, 0);
    }

    @Test
    void a_fact_about_an_order_that_is_not_known_yet_waits_for_it() {
        var order = UUID.randomUUID();
        inStock(3);
        warehouse.fulfilment(Warehouse.moved("Shipped", order, 1, 2, null, "shippedAt", Instant.now()));

        topics.send("orders", Shop.placed(order, "NORMAL", Instant.now(), line(teapot, 2)));

        awaitStock(teapot, 1, 0, 0);
    }

    @Test
    void a_changed_priority_reorders_the_queue_and_takes_nothing_away() {
        inStock(1);
        var served = aLineThatHas(1);
        var waits = aLineThatWaitsFor(1);
        var jumps = aLineThatWaitsFor(1);

        shop.prioritise(jumps, "CRITICAL");
        awaitFirstInQueue(jumps);
        warehouse.receives(teapot, 1);

        awaitResult(jumps, 1, "BackorderReleased", 1);
        awaitStock(teapot, 2, 2, 1);
    }

    @Test
    void a_hold_keeps_what_a_line_has_and_its_place_in_the_queue() {
        inStock(1);
        var served = aLineThatHas(1);
        var held = aLineThatWaitsFor(1);
        aLineThatWaitsFor(1);

        shop.hold(served);
        shop.hold(held);
        warehouse.receives(teapot, 1);

        awaitResult(held, 1, "BackorderReleased", 1);
        awaitStock(teapot, 2, 2, 1);
    }

    private UUID anOrderOf(int quantity) {
        inStock(quantity);
        var order = aLineThatHas(quantity);
        return order;
    }
}
