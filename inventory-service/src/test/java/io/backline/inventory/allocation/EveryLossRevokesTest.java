package io.backline.inventory.allocation;

import io.backline.inventory.ServiceTest;
import io.backline.localstack.testing.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stock that vanished takes allocations back, last in the queue first, never what is picked: all ways in which it vanishes. */
@QuarkusTest
class EveryLossRevokesTest extends ServiceTest {
    private UUID first;
    private UUID last;
    private CloudEvent receipt;

    @BeforeEach
    void two_lines_share_four_units() {
        receipt = inStock(4);
        first = aLineThatHas(2);
        last = aLineThatHas(2);
    }

    @Test
    void a_count_that_finds_less() {
        warehouse.counts(teapot, "MAIN", 3);

        awaitResult(last, 1, "AllocationRevoked", 1);
        awaitStock(teapot, 3, 3, 1);
    }

    @Test
    void an_adjustment_downwards() {
        warehouse.adjusts(teapot, -3, "DAMAGED");

        awaitResult(last, 1, "AllocationRevoked", 0);
        awaitResult(first, 1, "AllocationRevoked", 1);
    }

    @Test
    void an_empty_shelf() {
        warehouse.findsNothingOf(teapot);

        awaitResult(last, 1, "AllocationRevoked", 0);
        awaitResult(first, 1, "AllocationRevoked", 0);
        awaitStockEvent(teapot, "StockedOut");
        awaitStock(teapot, 0, 0, 4);
    }

    @Test
    void a_short_pick_takes_from_the_very_line_that_was_picked() {
        warehouse.missesWhilePicking(first, 1, 1);

        awaitResult(first, 1, "AllocationRevoked", 1);
        awaitStock(teapot, 3, 3, 1);
    }

    @Test
    void a_receipt_that_is_retracted() {
        warehouse.retracts(receipt, teapot);

        awaitResult(last, 1, "AllocationRevoked", 0);
        awaitResult(first, 1, "AllocationRevoked", 0);
        awaitStock(teapot, 0, 0, 4);
    }

    @Test
    void units_that_are_picked_stay_with_their_line() {
        warehouse.picks(last, 1, 2);
        awaitShelf(2);

        warehouse.counts(teapot, "MAIN", 0);

        awaitResult(first, 1, "AllocationRevoked", 0);
        awaitStock(teapot, 2, 2, 2);
    }
}
