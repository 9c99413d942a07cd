package io.backline.inventory.allocation;

import static io.backline.inventory.Shop.line;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Shop;
import io.backline.localstack.testing.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrderListenerTest extends ServiceTest {
    @Test
    void it_works() {
        var order = shop.order(line(teapot, 2));

        awaitResult(order, 1, "LineBackordered", 0);
    }

    @Test
    void twice_is_once() {
        var order = UUID.randomUUID();
        var placed = Shop.placed(order, "NORMAL", Instant.now(), line(teapot, 2));
        topics.send("orders", placed);
        topics.send("orders", placed);

        var next = shop.order(line(teapot, 1));

        awaitResult(next, 1, "LineBackordered", 0);
        awaitStock(teapot, 0, 0, 3);
    }

    @Test
    void a_broken_one_lands_among_the_dead_letters_and_the_next_is_handled() {
        var broken = CloudEvent.of("io.backline.OrderPlaced", UUID.randomUUID().toString(), "{\"orderId\": 7}");
        topics.send("orders", broken);

        var order = shop.order(line(teapot, 1));

        awaitResult(order, 1, "LineBackordered", 0);
        awaitDeadLetter("orders", "DEAD_LETTER", "orderId", broken);
    }

    @Test
    void an_unknown_type_is_set_aside() {
        var unknown =
                CloudEvent.of("io.backline.OrderBlessed", UUID.randomUUID().toString(), "{}");
        topics.send("orders", unknown);

        awaitDeadLetter("orders", "SET_ASIDE", "type", unknown);
    }

    @Test
    void a_cancellation_of_more_than_is_left_is_refused() {
        var order = shop.order(line(teapot, 1));
        var cancelled = Shop.cancelled(order, 1, 2);
        topics.send("orders", cancelled);

        awaitDeadLetter("orders", "DEAD_LETTER", "lines[0]", cancelled);
        awaitStock(teapot, 0, 0, 1);
    }
}
