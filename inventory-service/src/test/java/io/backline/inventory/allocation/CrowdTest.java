package io.backline.inventory.allocation;

import static io.backline.inventory.Shop.line;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Shop;
import io.backline.inventory.Warehouse;
import io.backline.localstack.testing.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Orders, cancellations and receipts of the same SKUs at once, on real Kafka and PostgreSQL; a third of all events come twice. */
@QuarkusTest
class CrowdTest extends ServiceTest {
    private final long seed = Long.getLong("seed", System.nanoTime());
    private final String kettle = aSku("KETTLE");
    private final AtomicInteger ordered = new AtomicInteger();
    private final AtomicInteger received = new AtomicInteger();

    @Test
    void cancel_against_allocate_against_restock_adds_up() throws Exception {
        System.out.println("seed " + seed);
        try (var crowd = Executors.newFixedThreadPool(6)) {
            var everybody = IntStream.range(0, 120)
                    .<Callable<Object>>mapToObj(
                            number -> () -> number % 3 == 0 ? receive(number) : orderAndCancel(number))
                    .toList();
            for (var done : crowd.invokeAll(everybody)) {
                done.get();
            }
        }

        var allocated = Math.min(ordered.get(), received.get());
        awaitStock(teapot, received.get(), allocated, ordered.get() - allocated);
        awaitStock(kettle, received.get(), allocated, ordered.get() - allocated);
    }

    private Object orderAndCancel(int number) {
        var random = new Random(seed + number);
        var order = UUID.randomUUID();
        var quantity = 2 + random.nextInt(4);
        var cancelled = random.nextInt(quantity);
        var crosswise = number % 2 == 0
                ? new Shop.Wanted[] {line(teapot, quantity), line(kettle, quantity)}
                : new Shop.Wanted[] {line(kettle, quantity), line(teapot, quantity)};
        send("orders", Shop.placed(order, "NORMAL", Instant.now(), crosswise), random);
        if (cancelled > 0) {
            send("orders", Shop.cancelled(order, 1, cancelled), random);
            send("orders", Shop.cancelled(order, 2, cancelled), random);
        }
        return ordered.addAndGet(quantity - cancelled);
    }

    private Object receive(int number) {
        var random = new Random(seed + number);
        var quantity = 1 + random.nextInt(8);
        send("warehouse-stock", Warehouse.received(teapot, "MAIN", quantity, Instant.now()), random);
        send("warehouse-stock", Warehouse.received(kettle, "EAST", quantity, Instant.now()), random);
        return received.addAndGet(quantity);
    }

    private static void send(String topic, CloudEvent event, Random random) {
        topics.send(topic, event);
        if (random.nextInt(3) == 0) {
            topics.send(topic, event);
        }
    }
}
