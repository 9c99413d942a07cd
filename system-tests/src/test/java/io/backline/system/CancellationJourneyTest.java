package io.backline.system;

import static io.backline.events.BacklogStage.BACKORDERED;
import static io.backline.events.BacklogStage.CANCELLED;
import static io.backline.events.BacklogStage.READY_TO_PICK;

import org.junit.jupiter.api.Test;

class CancellationJourneyTest extends Journey {
    private final String teapot = sku("TEAPOT");

    @Test
    void what_is_cancelled_goes_to_whoever_waits_and_that_customer_is_told() {
        receives(teapot, 2);
        awaitStock(teapot, 2, 0, 2);
        var given = place(customer("given"), line(teapot, 2));
        awaitStage(given, READY_TO_PICK);
        var waiter = customer("waiter");
        var waiting = place(waiter, line(teapot, 2));
        awaitStage(waiting, BACKORDERED);
        awaitMails(waiter, 1);

        cancel(given, "changed my mind");

        awaitStage(given, CANCELLED);
        awaitStage(waiting, READY_TO_PICK);
        awaitStock(teapot, 2, 2, 0);
        awaitMails(waiter, 2);
    }

    @Test
    void a_backordered_order_that_is_cancelled_leaves_nothing_reserved() {
        var waiting = place(customer("waiter"), line(teapot, 2));
        awaitStage(waiting, BACKORDERED);

        cancel(waiting, "too slow");
        awaitStage(waiting, CANCELLED);
        receives(teapot, 2);

        awaitStock(teapot, 2, 0, 2);
    }
}
