package io.backline.system;

import static io.backline.events.BacklogStage.DELIVERED;
import static io.backline.events.BacklogStage.PACKED;
import static io.backline.events.BacklogStage.PICKING;
import static io.backline.events.BacklogStage.READY_TO_PICK;
import static io.backline.events.BacklogStage.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FulfilmentJourneyTest extends Journey {
    private final String teapot = sku("TEAPOT");

    @Test
    void an_order_goes_through_the_warehouse_and_closes() {
        receives(teapot, 3);
        awaitStock(teapot, 3, 0, 3);
        var order = place(customer("ada"), line(teapot, 2));
        awaitStage(order, READY_TO_PICK);

        tell(new PickStarted(order, units(2), Instant.now()));
        awaitStage(order, PICKING);
        tell(new Packed(order, "P-1", units(2), Instant.now()));
        awaitStage(order, PACKED);
        tell(new Shipped(order, "S-1", "Post", "T-1", units(2), Instant.now()));
        awaitStage(order, SHIPPED);
        awaitStock(teapot, 1, 0, 1);
        tell(new Delivered(order, "S-1", Instant.now()));
        awaitStage(order, DELIVERED);

        try (var topics = backline.topics()) {
            topics.awaitOne(
                    "orders",
                    record -> order.toString().equals(record.key()) && "io.backline.OrderClosed".equals(record.type()));
            var toPick = topics.await(
                    "orders",
                    1,
                    record -> order.toString().equals(record.key())
                            && "io.backline.OrderReadyToPick".equals(record.type()));
            assertThat(toPick.getFirst().json().at("/lines/0/quantity").asInt()).isEqualTo(2);
        }
        assertThat(backline.noticeBoard().ofOrder(order)).as("nothing was late").isEmpty();
    }
}
