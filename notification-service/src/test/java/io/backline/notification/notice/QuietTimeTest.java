package io.backline.notification.notice;

import static io.backline.notification.OrderService.TestOrder.anOrder;
import static io.backline.notification.OrderService.Waiting.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.testing.Mailbox;
import io.backline.notification.Notices;
import io.backline.notification.OrderService;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QuietTimeTest.Quiet.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class QuietTimeTest {
    public static class Quiet implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("backline.notice.quiet-time", "3s", "backline.notice.most-mails", "2");
        }
    }

    private final OrderService orderService = new OrderService();
    private final Mailbox mailbox = Mailbox.ofThisRun();

    @Test
    void several_quick_changes_make_one_mail_that_says_how_things_stand() {
        var order = anOrder();
        orderService.knows(order);

        orderService.backorders(order, line(1, "TEAPOT", 2));
        orderService.backorders(order, line(1, "TEAPOT", 2), line(2, "CUP", 9));
        orderService.backorders(order, line(1, "TEAPOT", 5), line(3, "SPOON", 1));

        Notices.await(order, "WAITING");
        Notices.await(order, "SENT");
        assertThat(mailbox.awaitMailsTo(order.email(), 1)).singleElement().satisfies(mail -> assertThat(mail.text())
                .contains("line 1: TEAPOT, 5 units", "line 3: SPOON, 1 unit")
                .doesNotContain("CUP"));
    }

    @Test
    void changes_that_cancel_out_are_listed_and_not_mailed() {
        var order = anOrder();
        orderService.knows(order);

        orderService.backorders(order, line(1, "TEAPOT", 2));
        orderService.backorders(order);

        Notices.await(order, "WITHDRAWN");
        assertThat(mailbox.mailsTo(order.email())).isEmpty();
    }

    @Test
    void an_order_whose_stock_comes_and_goes_floods_nobody() {
        var order = anOrder();
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 2));
        Notices.await(order, "SENT");
        orderService.backorders(order);
        Notices.await(order, "SENT", "SENT");

        orderService.backorders(order, line(1, "TEAPOT", 2));
        orderService.backorders(order);
        orderService.backorders(order, line(1, "TEAPOT", 1));

        Notices.await(order, "SENT", "SENT", "WAITING");
        await().during(Duration.ofSeconds(5))
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> Notices.await(order, "SENT", "SENT", "WAITING"));
        assertThat(mailbox.mailsTo(order.email())).hasSize(2);
    }
}
