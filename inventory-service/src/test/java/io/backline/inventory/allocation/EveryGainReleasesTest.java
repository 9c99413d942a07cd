package io.backline.inventory.allocation;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Shop.Wanted;
import io.backline.inventory.Warehouse;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Complaint 6, "restock does not release; or only one of the paths that raise stock releases": all paths there are. */
@QuarkusTest
class EveryGainReleasesTest extends ServiceTest {
    @Test
    void a_receipt() {
        var waiting = aLineThatWaitsFor(2);

        warehouse.receives(teapot, 2);

        awaitResult(waiting, 1, "BackorderReleased", 2);
    }

    @Test
    void a_count_that_finds_more() {
        var waiting = aLineThatWaitsFor(2);

        warehouse.counts(teapot, "MAIN", 2);

        awaitResult(waiting, 1, "BackorderReleased", 2);
    }

    @Test
    void an_adjustment_upwards() {
        var waiting = aLineThatWaitsFor(2);

        warehouse.adjusts(teapot, 2, "FOUND");

        awaitResult(waiting, 1, "BackorderReleased", 2);
    }

    @Test
    void a_return_told_by_a_stock_event() {
        var waiting = aLineThatWaitsFor(1);

        warehouse.adjusts(teapot, 1, "RETURNED");

        awaitResult(waiting, 1, "BackorderReleased", 1);
    }

    @Test
    void but_not_a_return_that_is_not_on_the_shelf_yet() {
        inStock(2);
        var sold = aLineThatHas(2);
        warehouse.ships(sold, 1, 2);
        awaitStock(teapot, 0, 0, 0);
        var waiting = aLineThatWaitsFor(1);

        warehouse.returns(sold, 1, 2);
        warehouse.adjusts(teapot, 1, "RETURNED");

        awaitResult(waiting, 1, "BackorderReleased", 1);
        awaitStock(teapot, 1, 1, 0);
    }

    @Test
    void a_cancellation_of_allocated_units() {
        inStock(2);
        var first = aLineThatHas(2);
        var waiting = aLineThatWaitsFor(2);

        shop.cancel(first, 1, 2);

        awaitResult(first, 1, "AllocationRevoked", 0);
        awaitResult(waiting, 1, "BackorderReleased", 2);
    }

    @Test
    void a_cancellation_of_picked_units_that_go_back_to_the_shelf() {
        inStock(2);
        var first = aLineThatHas(2);
        warehouse.picks(first, 1, 2);
        awaitShelf(0);
        var waiting = aLineThatWaitsFor(2);

        shop.cancel(first, 1, 2);

        awaitResult(waiting, 1, "BackorderReleased", 2);
    }

    @Test
    void order_service_cancelling_what_a_refusing_line_has() {
        inStock(1);
        var refusing = shop.order(new Wanted(teapot, 3, true));
        awaitResult(refusing, 1, "LineBackordered", 1);
        var waiting = aLineThatWaitsFor(1);

        shop.cancel(refusing, 1, 3);

        awaitResult(waiting, 1, "BackorderReleased", 1);
    }

    @Test
    void a_short_pick_is_served_from_elsewhere() {
        warehouse.receives(teapot, "EAST", 2);
        awaitStock(teapot, 2, 0, 0);
        var picked = aLineThatHas(2);
        warehouse.receives(teapot, "WEST", 1);
        awaitStock(teapot, 3, 2, 0);

        warehouse.missesWhilePicking(picked, 1, 1);

        awaitStock(teapot, 2, 2, 0);
    }

    @Test
    void a_pick_elsewhere_that_leaves_units_on_the_shelf_they_were_promised_from() {
        warehouse.receives(teapot, "EAST", 2);
        awaitStock(teapot, 2, 0, 0);
        var picked = aLineThatHas(2);
        var waiting = aLineThatWaitsFor(2);

        warehouse.fulfilment(Warehouse.moved("PickStarted", picked, 1, 2, "WEST", "pickedAt", Instant.now()));

        awaitResult(waiting, 1, "BackorderReleased", 2);
    }

    @Test
    void a_loss_that_is_retracted() {
        warehouse.receives(teapot, 2);
        var damaged = warehouse.adjusts(teapot, -2, "DAMAGED");
        awaitStock(teapot, 0, 0, 0);
        var waiting = aLineThatWaitsFor(2);

        warehouse.retracts(damaged, teapot);

        awaitResult(waiting, 1, "BackorderReleased", 2);
    }

    @Test
    void a_count_that_is_retracted_gives_way_to_the_count_before() {
        warehouse.counts(teapot, "MAIN", 3);
        var wrong = warehouse.findsNothingOf(teapot);
        awaitStock(teapot, 0, 0, 0);
        var waiting = aLineThatWaitsFor(2);

        warehouse.retracts(wrong, teapot);

        awaitResult(waiting, 1, "BackorderReleased", 2);
        awaitStock(teapot, 3, 2, 0);
    }

    @Test
    void a_late_pick_that_the_count_had_already_seen() {
        inStock(4);
        var picked = aLineThatHas(2);
        var waiting = aLineThatHas(2);
        var beforeTheCount = Instant.now();
        warehouse.counts(teapot, "MAIN", 2);
        awaitAllocated(waiting, 0);

        warehouse.fulfilment(Warehouse.moved("PickStarted", picked, 1, 2, "MAIN", "pickedAt", beforeTheCount));

        awaitAllocated(waiting, 2);
    }
}
