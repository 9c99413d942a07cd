package io.backline.inventory.allocation;

import static io.backline.inventory.Shop.line;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Shop;
import io.backline.inventory.Shop.Wanted;
import io.backline.inventory.Warehouse;
import io.backline.localstack.testing.Received;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Complaints 1 and 4 where they are decided: one replica handles one batch after another, so it takes several to need the locks. */
@QuarkusTest
class ReplicasTest extends ServiceTest {
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Inject
    Replicas replicas;

    @Inject
    Books books;

    @Test
    void of_a_hundred_orders_at_once_for_the_last_unit_one_gets_it() throws Exception {
        inStock(1);

        replicas.handleAtOnce(IntStream.range(0, 100)
                .mapToObj(number -> placed(UUID.randomUUID(), line(teapot, 1)))
                .toList());

        books.addUp(teapot);
        awaitStock(teapot, 1, 1, 99);
        var answers = topics.await("allocations", 100, event -> isAbout(teapot, event));
        assertThat(answers).extracting(Received::type).containsOnlyOnce("io.backline.StockAllocated");
    }

    @Test
    void orders_at_once_that_name_the_same_skus_crosswise_are_all_answered() throws Exception {
        var cups = IntStream.range(0, 5).mapToObj(number -> aSku("CUP")).toList();

        replicas.handleAtOnce(IntStream.range(0, 60)
                .mapToObj(number -> placed(UUID.randomUUID(), oneOfEach(cups)))
                .toList());

        topics.await("allocations", 300, event -> cups.stream().anyMatch(cup -> isAbout(cup, event)));
        for (var cup : cups) {
            books.addUp(cup);
            awaitStock(cup, 0, 0, 60);
        }
    }

    /** Counts are as of before: the last of them and what was received since is the stock, in whatever order all of it is handled. */
    @Test
    void cancellations_receipts_counts_and_picks_at_once_leave_no_unit_twice_and_none_idle() throws Exception {
        var happenings = new ArrayList<Callable<Object>>();
        var wanted = 0;
        var onHand = 0;
        for (var number = 0; number < 60; number++) {
            var order = UUID.randomUUID();
            var quantity = 2 + random.nextInt(3);
            happenings.add(placed(order, line(teapot, quantity)));
            happenings.add(replicas.ordered(Shop.cancelled(order, 1, 1)));
            happenings.add(replicas.fulfilled(
                    Warehouse.moved("PickStarted", order, 1, 1 + number % 2, "MAIN", "pickedAt", Instant.now())));
            happenings.add(replicas.stocked(Warehouse.received(teapot, "MAIN", 1 + number % 2, Instant.now())));
            wanted += quantity - 1;
            onHand += 1 + number % 2;
        }
        for (var second = 0; second < 10; second++) {
            var counted = random.nextInt(8);
            happenings.add(replicas.stocked(
                    Warehouse.counted(teapot, "MAIN", counted, Instant.now().minusSeconds(60 - second))));
            onHand += second == 9 ? counted : 0;
        }
        Collections.shuffle(happenings, random);

        replicas.handleAtOnce(happenings);

        books.addUp(teapot);
        awaitStock(teapot, onHand, Math.min(wanted, onHand), Math.max(wanted - onHand, 0));
        await("seed " + seed).atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(told(teapot))
                .isEqualTo(books.allocated(teapot)));
    }

    private Callable<Object> placed(UUID order, Wanted... lines) {
        return replicas.ordered(Shop.placed(order, "NORMAL", Instant.now(), lines));
    }

    private Wanted[] oneOfEach(List<String> skus) {
        var shuffled = new ArrayList<>(skus);
        Collections.shuffle(shuffled, random);
        return shuffled.stream().map(sku -> line(sku, 1)).toArray(Wanted[]::new);
    }

    /** What who only reads the events takes the line of each order to have. */
    private static Map<UUID, Integer> told(String sku) {
        return topics.all("allocations").stream()
                .filter(event -> isAbout(sku, event))
                .map(Received::json)
                .collect(toMap(
                        event -> UUID.fromString(event.path("orderId").asText()),
                        event -> event.path("allocated").intValue(),
                        (earlier, later) -> later));
    }
}
