package io.backline.notification.contact;

import static io.backline.notification.OrderService.TestOrder.anOrder;
import static io.backline.notification.OrderService.Waiting.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Mailbox;
import io.backline.notification.DeadLetters;
import io.backline.notification.Notices;
import io.backline.notification.OrderService;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ContactListenerTest {
    private final OrderService orderService = new OrderService();
    private final Mailbox mailbox = Mailbox.ofThisRun();

    @Test
    void twice_is_once_so_that_the_last_word_counts() {
        var order = anOrder();
        var moved = order.reachedAt("new-" + order.email());
        var old = orderService.contact(order, "Ada");
        orderService.topics().send("customer-contacts", old);
        orderService.knows(moved);
        orderService.topics().send("customer-contacts", old);
        sayNonsense(order);
        DeadLetters.await("customer-contacts", order.customerId(), 1);

        orderService.backorders(order, line(1, "TEAPOT", 2));

        mailbox.awaitMailsTo(moved.email(), 1);
        assertThat(mailbox.mailsTo(order.email())).isEmpty();
    }

    @Test
    void a_broken_contact_lies_among_the_dead_letters_and_the_next_one_is_handled() {
        var order = anOrder();
        sayNonsense(order);
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 2));

        DeadLetters.await("customer-contacts", order.customerId(), 1);
        mailbox.awaitMailsTo(order.email(), 1);
    }

    @Test
    void a_contact_without_an_address_is_refused_by_the_field() {
        var order = anOrder();

        orderService
                .topics()
                .send(
                        "customer-contacts",
                        CloudEvent.of(
                                "io.backline.ContactChanged", order.customerId(), """
                        {"customerId": "%s", "name": "Ada"}""".formatted(order.customerId())));

        assertThat(DeadLetters.await("customer-contacts", order.customerId(), 1))
                .singleElement()
                .satisfies(letter -> assertThat(letter).containsEntry("field", "email"));
    }

    @Test
    void a_tombstone_erases_the_contact_and_every_mail() {
        var order = anOrder();
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 2));
        var notice = Notices.await(order, "SENT").getFirst();
        assertThat(Notices.rendered(notice).getString("mail.recipient")).isEqualTo(order.email());

        orderService.forgets(order);

        await().untilAsserted(() ->
                assertThat(Notices.rendered(notice).getMap("mail")).isNull());
        orderService.backorders(order);
        Notices.await(order, "SENT", "WAITING");
        assertThat(mailbox.mailsTo(order.email())).hasSize(1);
    }

    @Test
    void who_comes_back_after_the_erasure_is_written_to_again() {
        var order = anOrder();
        orderService.knows(order);
        orderService.forgets(order);
        orderService.knows(order);

        orderService.backorders(order, line(1, "TEAPOT", 2));

        mailbox.awaitMailsTo(order.email(), 1);
    }

    private void sayNonsense(OrderService.TestOrder order) {
        orderService
                .topics()
                .send(
                        "customer-contacts",
                        CloudEvent.of("io.backline.ContactChanged", order.customerId(), "{\"customerId\": 7}"));
    }
}
