package io.backline.notification.notice;

import static io.backline.notification.OrderService.TestOrder.anOrder;
import static io.backline.notification.OrderService.Waiting.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.localstack.testing.Mailbox;
import io.backline.notification.Notices;
import io.backline.notification.OrderService;
import io.backline.notification.OrderService.Waiting;
import io.quarkus.test.junit.QuarkusTest;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** "No mail at all; the same mail twice; a flood of mails; a mail for a stock-out that never was." */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class Complaint15Test {
    private final OrderService orderService = new OrderService();
    private final Mailbox mailbox = Mailbox.ofThisRun();

    @Test
    void there_is_a_mail() {
        var order = anOrder();
        orderService.knows(order);

        orderService.backorders(order, line(1, "TEAPOT", 2));

        assertThat(mailbox.awaitMailsTo(order.email(), 1)).hasSize(1);
    }

    @Test
    void the_same_is_not_said_twice() {
        var order = anOrder();
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 2));
        Notices.await(order, "SENT");

        IntStream.range(0, 10).forEach(again -> orderService.backorders(order, line(1, "TEAPOT", 2)));
        orderService.backorders(order);

        Notices.await(order, "SENT", "SENT");
        assertThat(mailbox.awaitMailsTo(order.email(), 2)).hasSize(2);
    }

    @Test
    void many_lines_make_no_flood() {
        var order = anOrder();
        orderService.knows(order);

        orderService.backorders(
                order,
                IntStream.rangeClosed(1, 500)
                        .mapToObj(number -> line(number, "SKU-" + number, number))
                        .toArray(Waiting[]::new));

        assertThat(mailbox.awaitMailsTo(order.email(), 1)).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("line 1: SKU-1, 1 unit", "line 500: SKU-500, 500 units"));
        Notices.await(order, "SENT");
    }

    @Test
    void a_stock_out_that_never_was_is_never_mailed() {
        var order = anOrder();
        orderService.knows(order);

        orderService.backorders(order);
        orderService.cancels(order, 1, 2);
        orderService.topics().send("orders", orderService.event("OrderStageChanged", order, """
                {"orderId": "%s", "from": "AWAITING_ALLOCATION", "to": "READY_TO_PICK", "units": {"READY_TO_PICK": 2}}""".formatted(
                        order.orderId())));
        var marker = anOrder();
        orderService.knows(marker);
        orderService.backorders(marker, line(1, "TEAPOT", 1));
        Notices.await(marker, "SENT");

        assertThat(Notices.of(order)).isEmpty();
        assertThat(mailbox.mailsTo(order.email())).isEmpty();
    }
}
