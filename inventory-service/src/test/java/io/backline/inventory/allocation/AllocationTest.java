package io.backline.inventory.allocation;

import static io.backline.inventory.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.inventory.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AllocationTest extends ServiceTest {
    @Test
    void an_order_for_a_sku_nobody_has_seen_waits() {
        var order = shop.order(line(teapot, 2));

        var answer = awaitResult(order, 1, "LineBackordered", 0);

        assertThat(answer.path("requested").intValue()).isEqualTo(2);
        awaitStock(teapot, 0, 0, 2);
    }

    @Test
    void a_receipt_releases_what_waits() {
        var order = shop.order(line(teapot, 2));
        awaitStock(teapot, 0, 0, 2);

        warehouse.receives(teapot, 5);

        awaitResult(order, 1, "BackorderReleased", 2);
        awaitStock(teapot, 5, 2, 0);
        awaitStockEvent(teapot, "Restocked");
    }
}
