package io.backline.notification.notice;

import static io.backline.notification.OrderService.TestOrder.anOrder;
import static io.backline.notification.OrderService.Waiting.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.localstack.testing.Mailbox;
import io.backline.notification.DeadLetters;
import io.backline.notification.Notices;
import io.backline.notification.OrderService;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderListenerTest {
    private final OrderService orderService = new OrderService();
    private final Mailbox mailbox = Mailbox.ofThisRun();

    @Test
    void twice_is_once_even_after_the_world_moved_on() {
        var order = anOrder();
        orderService.knows(order);
        var old = orderService.backordered(order, line(1, "TEAPOT", 2));
        orderService.topics().send("orders", old);
        Notices.await(order, "SENT");
        orderService.backorders(order);
        Notices.await(order, "SENT", "SENT");

        orderService.topics().send("orders", old);
        orderService.backorders(order, line(2, "CUP", 1));

        Notices.await(order, "SENT", "SENT", "SENT");
        assertThat(mailbox.awaitMailsTo(order.email(), 3)).hasSize(3);
        assertThat(mailbox.awaitMailsTo(order.email(), 3).get(2).text())
                .contains("CUP")
                .doesNotContain("TEAPOT");
    }

    @Test
    void a_broken_message_lies_among_the_dead_letters_and_the_next_one_is_handled() {
        var order = anOrder();
        orderService.knows(order);

        orderService.topics().send("orders", orderService.event("OrderBackordered", order, "{\"orderId\": 7"));
        orderService.backorders(order, line(1, "TEAPOT", 2));

        assertThat(DeadLetters.await("orders", order.orderId().toString(), 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter)
                        .containsEntry("outcome", "DEAD_LETTER")
                        .containsKey("reason"));
        Notices.await(order, "SENT");
    }

    @Test
    void a_message_that_contradicts_itself_is_refused_by_the_field() {
        var order = anOrder();

        orderService.backorders(order, line(1, "TEAPOT", 2), line(1, "TEAPOT", 3));

        assertThat(DeadLetters.await("orders", order.orderId().toString(), 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter).containsEntry("field", "lines"));
        assertThat(Notices.of(order)).isEmpty();
    }

    @Test
    void a_message_without_its_lines_is_refused_and_stops_nobody() {
        var broken = anOrder();
        var order = anOrder();
        orderService.knows(order);

        orderService.topics().send("orders", orderService.event("OrderBackordered", broken, """
                {"orderId": "%s", "channel": "web-shop", "externalId": "A-1", "customerId": "c"}""".formatted(
                        broken.orderId())));
        orderService.backorders(order, line(1, "TEAPOT", 2));

        assertThat(DeadLetters.await("orders", broken.orderId().toString(), 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter).containsEntry("field", "lines"));
        Notices.await(order, "SENT");
    }

    @Test
    void a_type_of_a_newer_order_service_is_set_aside() {
        var order = anOrder();

        orderService.topics().send("orders", orderService.event("OrderInventedLater", order, "{\"any\": true}"));

        assertThat(DeadLetters.await("orders", order.orderId().toString(), 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter).containsEntry("outcome", "SET_ASIDE"));
    }

    @Test
    void events_that_say_nothing_of_waiting_change_nothing() {
        var order = anOrder();

        orderService.topics().send("orders", orderService.event("OrderClosed", order, """
                {"orderId": "%s", "stage": "SHIPPED"}""".formatted(order.orderId())));
        orderService.cancels(order, 1, 1);
        orderService.backorders(order);
        orderService
                .topics()
                .send("orders", order.orderId().toString(), "x".getBytes(StandardCharsets.UTF_8), Map.of());

        DeadLetters.await("orders", order.orderId().toString(), 1);
        assertThat(Notices.of(order)).isEmpty();
    }

    @Test
    void a_dead_letter_can_be_tried_again_as_it_came() {
        var order = anOrder();
        var key = order.orderId().toString();
        orderService.topics().send("orders", orderService.event("OrderBackordered", order, "{\"orderId\": 7"));

        DeadLetters.replay(DeadLetters.await("orders", key, 1).getFirst());

        DeadLetters.await("orders", key, 2);
        assertThat(orderService.topics().await("orders", 2, record -> key.equals(record.key())))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.text()).isEqualTo("{\"orderId\": 7"));
    }
}
