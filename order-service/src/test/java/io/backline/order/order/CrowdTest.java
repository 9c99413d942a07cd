package io.backline.order.order;

import static io.backline.order.order.Partners.answer;
import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.cancel;
import static io.backline.order.order.Shop.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.testing.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** All at once, on real Kafka and PostgreSQL: changes of one order from all sides, and orders that are posted. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrowdTest {
    private static final String ONE_UNIT = "{\"reason\": \"x\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 1}]}";

    private final Random random = new Random(7);

    @Inject
    Jdbi jdbi;

    @Test
    void cancellations_at_once_against_answers_and_picks_cancel_each_unit_once() throws Exception {
        var orderId = place(PostedOrder.of(PostedOrder.newSku(), 200));
        var changes = new ArrayList<Callable<Object>>();
        for (var unit = 0; unit < 60; unit++) {
            changes.add(() -> cancel(orderId, ONE_UNIT).then().statusCode(200));
        }
        for (var unit = 0; unit < 30; unit++) {
            changes.add(() -> answered(orderId, random.nextInt(100)));
            changes.add(() -> pickedOne(orderId));
        }
        Collections.shuffle(changes, random);

        try (var crowd = Executors.newFixedThreadPool(12)) {
            for (var done : crowd.invokeAll(changes)) {
                done.get();
            }
        }

        answered(orderId, 100);
        awaitLine(orderId, "allocated", 100);
        awaitLine(orderId, "picked", 30);
        var line = Shop.order(orderId);
        assertThat(line.getInt("lines[0].cancelled")).isEqualTo(60);
        assertThat(line.getInt("lines[0].backordered")).isEqualTo(40);
        assertThat(told(orderId, "LinesCancelled", 60)).hasSize(60);
        assertEveryPickListHasARevisionOfItsOwn(orderId);
    }

    @Test
    void orders_that_come_together_share_transactions() throws Exception {
        var channel = "crowd-" + UUID.randomUUID();
        placed(96, channel);

        assertThat(count("select count(distinct xmin::text) from orders where channel = ?", channel))
                .isPositive()
                .isLessThan(96);
    }

    @Test
    void answers_that_come_by_the_hundred_act_once_each() throws Exception {
        var channel = "crowd-" + UUID.randomUUID();
        var orders = placed(240, channel);
        var stranger = UUID.randomUUID().toString();

        jdbi.useTransaction(handle -> {
            handle.execute("select from orders where order_id = ?::uuid for update", orders.getFirst());
            orders.forEach(order -> inventory(answers(order, 1, 1, 1)));
            inventory(answers(stranger, 1, 1, 1));
            inventory(CloudEvent.of("io.backline.StockAllocated", stranger, "{\"orderId\": 1}"));
            orders.forEach(order -> {
                var again = answer("BackorderReleased", order, 1, 1, 1);
                inventory(again);
                inventory(again);
            });
        });

        await().untilAsserted(
                        () -> assertThat(factsOf(channel, "BackorderReleased")).isEqualTo(240));
        assertThat(factsOf(channel, "StockAllocated")).isEqualTo(240);
        await("what is broken, and what its order did not come for").untilAsserted(() -> assertThat(
                        count("select count(*) from dead_letter where convert_from(key, 'UTF8') = ?", stranger))
                .isEqualTo(2));
    }

    private static List<String> placed(int count, String channel) throws Exception {
        var posting = Collections.<Callable<String>>nCopies(
                count, () -> place(PostedOrder.of(PostedOrder.newSku(), 1).with("channel", channel)));
        var orders = new ArrayList<String>();
        try (var crowd = Executors.newFixedThreadPool(12)) {
            for (var done : crowd.invokeAll(posting)) {
                orders.add(done.get());
            }
        }
        return orders;
    }

    private int factsOf(String channel, String what) {
        return count("""
                select count(*) from orders join order_history using (order_id), json_array_elements(facts) as fact
                where channel = ? and fact ->> 'what' = ?
                """, channel, what);
    }

    private int count(String sql, Object... values) {
        return jdbi.withHandle(
                handle -> handle.select(sql, values).mapTo(int.class).one());
    }

    private static void assertEveryPickListHasARevisionOfItsOwn(String orderId) {
        var revisions = told(orderId, "OrderReadyToPick", 1).stream()
                .map(event -> event.json().path("revision").intValue())
                .toList();
        assertThat(revisions)
                .isEqualTo(IntStream.rangeClosed(1, revisions.size()).boxed().toList());
    }

    private static Object answered(String orderId, int allocated) {
        inventory(answer("BackorderReleased", orderId, 1, 200, allocated));
        return allocated;
    }

    private static Object pickedOne(String orderId) {
        warehouse(picked(orderId, 1));
        return orderId;
    }
}
