package io.backline.system;

import static io.backline.events.BacklogStage.BACKORDERED;
import static io.backline.events.BacklogStage.PICKING;
import static io.backline.events.BacklogStage.READY_TO_PICK;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseStockEvent.StockOut;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackorderJourneyTest extends Journey {
    private final String teapot = sku("TEAPOT");

    @Test
    void a_customer_who_waited_is_told_that_the_order_ships() {
        var ada = customer("ada");
        var order = place(ada, line(teapot, 2));
        awaitStage(order, BACKORDERED);
        var first = awaitMails(ada, 1).getFirst();

        receives(teapot, 5);

        awaitStage(order, READY_TO_PICK);
        awaitStock(teapot, 5, 2, 3);
        var second = awaitMails(ada, 2).getLast();
        assertThat(kindsOfNotices(order)).containsExactly("BACKORDERED", "RELEASED");
        assertThat(first.text()).contains(teapot);
        assertThat(second.text()).contains(teapot);
        assertThat(second.header("References"))
                .as("mails about one order are one thread")
                .isNotEmpty();
    }

    @Test
    void whoever_ordered_first_is_served_first_and_gets_all_that_is_there() {
        var first = place(customer("first"), line(teapot, 3));
        var second = place(customer("second"), line(teapot, 3));
        awaitStage(second, BACKORDERED);

        receives(teapot, 4);

        awaitStage(first, READY_TO_PICK);
        awaitStock(teapot, 4, 4, 0);
        awaitStage(second, BACKORDERED);
        assertThat(order(second).at("/lines/0/allocated").asInt()).isEqualTo(1);
        assertThat(order(second).at("/lines/0/backordered").asInt()).isEqualTo(2);
    }

    @Test
    void a_stock_out_takes_allocations_back_and_the_customer_is_told_but_not_what_is_picked() {
        receives(teapot, 3);
        awaitStock(teapot, 3, 0, 3);
        var picked = place(customer("picked"), line(teapot, 2));
        awaitStage(picked, READY_TO_PICK);
        tell(new PickStarted(picked, units(2), Instant.now()));
        awaitStage(picked, PICKING);
        var ben = customer("ben");
        var promised = place(ben, line(teapot, 1));
        awaitStage(promised, READY_TO_PICK);

        tell(new StockOut(teapot, "MAIN", Instant.now()));

        awaitStage(promised, BACKORDERED);
        awaitMails(ben, 1);
        awaitStock(teapot, 2, 2, 0);
        awaitStage(picked, PICKING);
    }
}
