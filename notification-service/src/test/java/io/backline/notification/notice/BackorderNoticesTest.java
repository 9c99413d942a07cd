package io.backline.notification.notice;

import static io.backline.notification.OrderService.TestOrder.anOrder;
import static io.backline.notification.OrderService.Waiting.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.localstack.testing.Mailbox;
import io.backline.notification.Notices;
import io.backline.notification.OrderService;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class BackorderNoticesTest {
    private final OrderService orderService = new OrderService();
    private final Mailbox mailbox = Mailbox.ofThisRun();

    @Test
    void a_customer_whose_order_waits_is_told_which_lines_and_what_happens_next() {
        var order = anOrder();
        orderService.knows(order);

        orderService.backorders(order, line(1, "TEAPOT", 2), line(3, "CUP", 1));

        var mail = mailbox.awaitMailsTo(order.email(), 1).getFirst();
        assertThat(mail.subject())
                .isEqualTo("Your order " + order.externalId() + ": some items have to wait for stock");
        assertThat(mail.text())
                .contains("Hello Ada Lovelace,", order.externalId())
                .contains("line 1: TEAPOT, 2 units", "line 3: CUP, 1 unit")
                .contains("write to you again when your items are reserved", "you can cancel these items");
        assertThat(mail.html()).contains("<li>line 1: TEAPOT, 2 units</li>", "<li>line 3: CUP, 1 unit</li>");
        assertThat(Notices.await(order, "SENT")).singleElement().satisfies(notice -> assertThat(notice)
                .containsEntry("kind", "BACKORDERED")
                .containsEntry("at", OrderService.MONDAY.toString())
                .containsKey("sentAt")
                .doesNotContainKey("failure"));
    }

    @Test
    void when_the_units_are_released_the_customer_is_told_so() {
        var order = anOrder();
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 2), line(2, "CUP", 5));
        Notices.await(order, "SENT");

        orderService.backorders(order, line(2, "CUP", 5));
        Notices.await(order, "SENT", "SENT");
        orderService.backorders(order);

        var notices = Notices.await(order, "SENT", "SENT", "SENT");
        assertThat(notices)
                .extracting(notice -> notice.get("kind"))
                .containsExactly("BACKORDERED", "RELEASED", "RELEASED");
        var mails = mailbox.awaitMailsTo(order.email(), 3);
        assertThat(mails.get(1).text())
                .contains("Reserved for you now:", "line 1: TEAPOT, 2 units")
                .contains("Still waiting for stock:", "line 2: CUP, 5 units");
        assertThat(mails.get(2).subject()).contains("the items that waited are reserved for you now");
        assertThat(mails.get(2).text())
                .contains("line 2: CUP, 5 units", "Nothing of your order waits for stock any more")
                .doesNotContain("TEAPOT", "Still waiting", "cancel");
    }

    @Test
    void mails_about_one_order_stand_in_one_thread_and_say_that_a_machine_wrote_them() {
        var order = anOrder();
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 2));
        Notices.await(order, "SENT");
        orderService.backorders(order);
        var notices = Notices.await(order, "SENT", "SENT");

        var mails = mailbox.awaitMailsTo(order.email(), 2);

        var ids = notices.stream()
                .map(notice -> "<" + notice.get("noticeId") + "@shop.example>")
                .toList();
        var thread = "<" + order.orderId() + "@shop.example>";
        assertThat(mails.get(0).header("Message-ID")).containsExactly(ids.get(0));
        assertThat(mails.get(0).header("References")).containsExactly(thread);
        assertThat(mails.get(1).header("Message-ID")).containsExactly(ids.get(1));
        assertThat(mails.get(1).header("References")).containsExactly(thread + " " + ids.get(0));
        assertThat(mails.get(1).header("In-Reply-To")).containsExactly(ids.get(0));
        assertThat(mails)
                .allSatisfy(mail -> assertThat(mail.header("Auto-Submitted")).containsExactly("auto-generated"))
                .allSatisfy(mail -> assertThat(mail.header("List-Unsubscribe")).isEmpty())
                .allSatisfy(mail -> assertThat(mail.header("Cc")).isEmpty());
    }

    @Test
    void what_was_sent_can_be_read_word_for_word() {
        var order = anOrder();
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 2));
        var notice = Notices.await(order, "SENT").getFirst();

        var mail = mailbox.awaitMailsTo(order.email(), 1).getFirst();
        var shown = Notices.rendered(notice);

        assertThat(shown.getString("state")).isEqualTo("SENT");
        assertThat(shown.getString("mail.recipient")).isEqualTo(order.email());
        assertThat(shown.getString("mail.subject")).isEqualTo(mail.subject());
        assertThat(shown.getString("mail.text").lines().toList())
                .isEqualTo(mail.text().lines().toList());
        assertThat(shown.getString("mail.html").lines().toList())
                .isEqualTo(mail.html().lines().toList());
        assertThat(shown.getMap("mail.headers"))
                .containsEntry("Message-ID", mail.header("Message-ID").getFirst());
    }

    @Test
    void sending_is_published_without_personal_data() {
        var order = anOrder();
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 2));
        var notice = Notices.await(order, "SENT").getFirst();

        var published = orderService
                .topics()
                .awaitOne("notices", record -> order.orderId().toString().equals(record.key()));

        assertThat(published.type()).isEqualTo("io.backline.NoticeSent");
        assertThat(published.headers()).containsEntry("ce_source", "/notification-service");
        assertThat(published.json().path("noticeId").asText()).isEqualTo(notice.get("noticeId"));
        assertThat(published.json().path("kind").asText()).isEqualTo("BACKORDERED");
        assertThat(published.text()).doesNotContain(order.email(), "Ada");
    }

    @Test
    void news_that_come_before_the_contact_wait_for_it() {
        var order = anOrder();
        orderService.backorders(order, line(1, "TEAPOT", 2));
        Notices.await(order, "WAITING");

        orderService.knows(order);

        assertThat(mailbox.awaitMailsTo(order.email(), 1)).hasSize(1);
        Notices.await(order, "SENT");
    }

    @Test
    void cancelled_units_are_not_announced_as_released() {
        var order = anOrder();
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 5), line(2, "CUP", 1));
        Notices.await(order, "SENT");

        orderService.cancels(order, 1, 3);
        orderService.backorders(order, line(1, "TEAPOT", 2), line(2, "CUP", 1));
        orderService.backorders(order, line(1, "TEAPOT", 2));

        Notices.await(order, "SENT", "SENT");
        assertThat(mailbox.awaitMailsTo(order.email(), 2).get(1).text())
                .contains("Reserved for you now:", "line 2: CUP, 1 unit", "line 1: TEAPOT, 2 units")
                .doesNotContain("3 units");
    }

    @Test
    void whatever_the_shop_calls_things_it_is_only_text() {
        var order = anOrder().named("7\"><img src=x onerror=alert(1)> für 🫖");
        orderService.knows(order, "<b>Ada</b>\r\nBcc: eve@example.org\r\n\r\nClick {order.evil} \u202eecils");

        orderService.backorders(order, line(1, "<script>alert('x')</script>&\r\n.\r\nRCPT TO:<eve@example.org>", 2));

        var mail = mailbox.awaitMailsTo(order.email(), 1).getFirst();
        assertThat(mail.subject()).startsWith("Your order 7\"><img src=x onerror=alert(1)> für 🫖");
        assertThat(mail.text())
                .contains("Hello <b>Ada</b> Bcc: eve@example.org Click {order.evil} ecils,")
                .contains("line 1: <script>alert('x')</script>& . RCPT TO:<eve@example.org>, 2 units");
        assertThat(mail.html())
                .contains("&lt;script&gt;", "&lt;b&gt;Ada&lt;/b&gt;", "&lt;img src=x")
                .doesNotContain("<script", "<b>", "<img");
        assertThat(mail.header("Bcc")).isEmpty();
        assertThat(mailbox.mailsTo("eve@example.org")).isEmpty();
    }
}
