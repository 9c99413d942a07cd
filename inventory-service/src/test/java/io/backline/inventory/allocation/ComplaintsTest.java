package io.backline.inventory.allocation;

import static io.backline.inventory.Shop.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Shop;
import io.backline.inventory.Warehouse;
import io.backline.localstack.testing.Received;
import io.backline.localstack.testing.Topics;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What users of other systems complained of, by the numbers of the product's list; 6 is {@link EveryGainReleasesTest}. */
@QuarkusTest
class ComplaintsTest extends ServiceTest {
    @Test
    void complaint_1_two_checkouts_take_the_last_unit() throws Exception {
        inStock(1);

        try (var shops = Executors.newFixedThreadPool(5);
                var others = Topics.ofThisRun()) {
            var orders = IntStream.range(0, 100)
                    .<Callable<UUID>>mapToObj(
                            number -> () -> new Shop(number % 2 == 0 ? topics : others).order(line(teapot, 1)))
                    .toList();
            shops.invokeAll(orders);
        }

        var answers = topics.await("allocations", 100, event -> isAbout(teapot, event));
        assertThat(answers).filteredOn(event -> is("StockAllocated", event)).hasSize(1);
        assertThat(answers).filteredOn(event -> is("LineBackordered", event)).hasSize(99);
        awaitStock(teapot, 1, 1, 99);
    }

    @Test
    void complaint_2_a_shortfall_is_never_capped_silently() {
        inStock(3);

        var order = shop.order(line(teapot, 1_000_000));

        var answer = awaitResult(order, 1, "LineBackordered", 3);
        assertThat(answer.path("requested").intValue()).isEqualTo(1_000_000);
        awaitStock(teapot, 3, 3, 999_997);
    }

    @Test
    void complaint_3_stock_and_its_event_are_never_apart() {
        var order = shop.order(line(teapot, 2));
        awaitStock(teapot, 0, 0, 2);

        warehouse.receives(teapot, 2);

        awaitStock(teapot, 2, 2, 0);
        awaitResult(order, 1, "BackorderReleased", 2);
    }

    @Test
    void complaint_4_orders_that_name_the_same_skus_in_another_order_do_not_deadlock() throws Exception {
        var skus = IntStream.range(0, 6).mapToObj(number -> aSku("CUP")).toList();
        skus.forEach(sku -> warehouse.receives(sku, 40));
        skus.forEach(sku -> awaitStock(sku, 40, 0, 0));

        try (var threads = Executors.newFixedThreadPool(6)) {
            threads.invokeAll(IntStream.range(0, 60)
                    .<Callable<Object>>mapToObj(number -> () -> {
                        var a = skus.get(number % 6);
                        var b = skus.get((number * 5 + 1 + number / 6) % 6);
                        shop.order(line(a, 1), line(b, 1));
                        return warehouse.receives(b, 1);
                    })
                    .toList());
        }

        topics.await("allocations", 120, event -> skus.stream().anyMatch(sku -> isAbout(sku, event)));
    }

    @Test
    void complaint_7_an_order_of_two_backordered_units_is_complete_after_a_restock_of_two() {
        var order = shop.order(line(teapot, 2));
        awaitResult(order, 1, "LineBackordered", 0);

        warehouse.receives(teapot, 2);

        awaitResult(order, 1, "BackorderReleased", 2);
    }

    @Test
    void complaint_9_a_backordered_line_becomes_allocated_only_by_stock() {
        shop.order(line(teapot, 100));
        awaitStock(teapot, 0, 0, 100);

        warehouse.adjusts(teapot, -100, "DAMAGED");

        awaitStockEvent(teapot, "StockFeedGap");
        awaitStock(teapot, 0, 0, 100);
    }

    @Test
    void complaint_10_the_backordered_quantity_counts_all_locations() {
        warehouse.receives(teapot, "EAST", 2);
        warehouse.receives(teapot, "WEST", 3);
        awaitStock(teapot, 5, 0, 0);

        var order = shop.order(line(teapot, 6));

        var answer = awaitResult(order, 1, "LineBackordered", 5);
        assertThat(answer.path("locations").toString())
                .isEqualTo("[{\"location\":\"EAST\",\"quantity\":2},{\"location\":\"WEST\",\"quantity\":3}]");
    }

    @Test
    void complaint_11_cancelling_a_backordered_line_leaves_nothing_reserved_and_the_rest_of_the_order_alone() {
        var pot = aSku("POT");
        warehouse.receives(pot, 1);
        awaitStock(pot, 1, 0, 0);
        var order = shop.order(line(teapot, 2), line(pot, 1));
        awaitResult(order, 1, "LineBackordered", 0);
        awaitResult(order, 2, "StockAllocated", 1);

        shop.cancel(order, 1, 2);

        awaitStock(teapot, 0, 0, 0);
        inStock(2);
        awaitStock(pot, 1, 1, 0);
    }

    @Test
    void complaint_17_a_count_is_as_of_its_time() {
        var counted = Instant.now().minusSeconds(60);
        warehouse.stock(Warehouse.received(teapot, "MAIN", 10, counted.minusSeconds(60)));
        awaitStock(teapot, 10, 0, 0);
        var order = aLineThatHas(4);
        warehouse.picks(order, 1, 4);
        awaitShelf(6);

        warehouse.counts(teapot, "MAIN", 9, counted);

        awaitStock(teapot, 9, 4, 0);
        awaitShelf(5);
    }

    @Test
    void complaint_18_a_message_told_twice_acts_once() {
        var receipt = inStock(4);

        warehouse.stock(receipt);
        warehouse.receives(teapot, 1);

        awaitStock(teapot, 5, 0, 0);
    }

    @Test
    void complaint_20_a_queue_of_a_thousand_is_served_in_one_go() {
        var orders = IntStream.range(0, 1_000)
                .mapToObj(number -> shop.order(line(teapot, 1)))
                .collect(Collectors.toSet());
        awaitStock(teapot, 0, 0, 1_000);

        warehouse.receives(teapot, 999);

        awaitStock(teapot, 999, 999, 1);
        assertThat(released(orders)).hasSize(999);
    }

    private static Set<UUID> released(Set<UUID> orders) {
        return topics
                .await(
                        "allocations",
                        999,
                        event -> is("BackorderReleased", event)
                                && orders.contains(UUID.fromString(String.valueOf(event.key()))))
                .stream()
                .map(event -> UUID.fromString(String.valueOf(event.key())))
                .collect(Collectors.toSet());
    }

    private static boolean is(String type, Received event) {
        return ("io.backline." + type).equals(event.type());
    }
}
