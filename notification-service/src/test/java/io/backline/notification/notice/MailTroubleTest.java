package io.backline.notification.notice;

import static io.backline.notification.OrderService.TestOrder.anOrder;
import static io.backline.notification.OrderService.Waiting.line;
import static io.backline.notification.mail.ScriptedSmtpServer.Mood.CUTS_AFTER_DATA;
import static io.backline.notification.mail.ScriptedSmtpServer.Mood.KIND;
import static io.backline.notification.mail.ScriptedSmtpServer.Mood.SILENT;
import static io.backline.notification.mail.ScriptedSmtpServer.Mood.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.Ports;
import io.backline.notification.Notices;
import io.backline.notification.OrderService;
import io.backline.notification.mail.ScriptedSmtpServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(MailTroubleTest.ServerOfOurs.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class MailTroubleTest {
    public static class ServerOfOurs implements QuarkusTestProfile {
        static final String PORT = "backline.test.smtp-port";

        @Override
        public Map<String, String> getConfigOverrides() {
            System.getProperties().putIfAbsent(PORT, freePort());
            return Map.of(
                    "quarkus.mailer.host", "127.0.0.1",
                    "quarkus.mailer.port", System.getProperty(PORT),
                    "backline.mail.timeout", "2s",
                    "backline.notice.lease", LEASE.toString(),
                    "backline.notice.contact-wait", "3s");
        }

        private static String freePort() {
            try {
                return String.valueOf(Ports.free());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final Duration LEASE = Duration.ofSeconds(5);

    private final OrderService orderService = new OrderService();
    private ScriptedSmtpServer server;

    @Inject
    DataSource database;

    @BeforeEach
    void open() {
        server = new ScriptedSmtpServer(Integer.getInteger(ServerOfOurs.PORT));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_busy_server_is_asked_again_later() {
        var order = anOrder();
        orderService.knows(order);
        server.is(attempt -> attempt < 3 ? answers("450 4.2.1 busy") : KIND, order.email());

        orderService.backorders(order, line(1, "TEAPOT", 2));

        Notices.await(order, "SENT");
        assertThat(server.attemptsTo(order.email())).isEqualTo(3);
        assertThat(server.mailsTo(order.email())).hasSize(1);
    }

    @Test
    void a_refusal_for_good_is_shown_and_published_without_the_address() {
        var order = anOrder();
        orderService.knows(order);
        server.is(answers("550 5.1.1 <" + order.email() + "> is not known here"), order.email());

        orderService.backorders(order, line(1, "TEAPOT", 2));

        var notice = Notices.await(order, "FAILED").getFirst();
        assertThat(notice)
                .containsEntry("failure", "the mail server refused with 550 5.1.1")
                .doesNotContainKey("sentAt");
        assertThat(Notices.rendered(notice).getString("mail.recipient")).isEqualTo(order.email());
        assertThat(server.attemptsTo(order.email())).isEqualTo(1);
        var published = orderService
                .topics()
                .awaitOne("notices", record -> order.orderId().toString().equals(record.key()));
        assertThat(published.type()).isEqualTo("io.backline.NoticeFailed");
        assertThat(published.text()).contains("550 5.1.1").doesNotContain(order.email());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org\r\nRCPT TO:<eve@example.org>",
                "ada@example.org>\r\nRCPT TO:<eve@example.org",
                "ada@example.org,eve@example.org",
                "Ada <ada@example.org>\r\nBcc: eve@example.org",
                "no address at all",
                "",
            })
    void a_crafted_address_fails_and_nothing_reaches_the_wire(String email) {
        var order = anOrder().reachedAt(email);
        orderService.knows(order);

        orderService.backorders(order, line(1, "TEAPOT", 2));

        assertThat(Notices.await(order, "FAILED").getFirst().get("failure")).contains("address");
        assertThat(server.mails()).isEmpty();
        assertThat(server.attemptsTo("eve@example.org")).isZero();
        assertThat(server.attemptsTo("ada@example.org")).isZero();
    }

    @Test
    void a_contact_that_never_comes_is_given_up() {
        var order = anOrder();

        orderService.backorders(order, line(1, "TEAPOT", 2));

        Notices.await(order, "WAITING");
        assertThat(Notices.await(order, "FAILED").getFirst())
                .containsEntry("failure", "given up: the customer's contact is not known");
    }

    @Test
    void a_server_that_falls_silent_on_one_mail_holds_up_no_other() {
        var stuck = anOrder();
        var others = List.of(anOrder(), anOrder(), anOrder());
        orderService.knows(stuck);
        others.forEach(orderService::knows);
        var awake = new AtomicBoolean();
        server.is(attempt -> awake.get() ? KIND : SILENT, stuck.email());

        orderService.backorders(stuck, line(1, "TEAPOT", 2));
        await().until(() -> server.attemptsTo(stuck.email()) == 1);
        others.forEach(order -> orderService.backorders(order, line(1, "TEAPOT", 2)));

        others.forEach(order -> Notices.await(order, "SENT"));
        assertThat(server.mailsTo(stuck.email())).isEmpty();
        awake.set(true);
        Notices.await(stuck, "SENT");
    }

    @Test
    void a_hand_over_in_doubt_is_repeated_as_the_same_mail() {
        var order = anOrder();
        orderService.knows(order);
        server.is(attempt -> attempt == 1 ? CUTS_AFTER_DATA : KIND, order.email());

        orderService.backorders(order, line(1, "TEAPOT", 2));

        var notice = Notices.await(order, "SENT").getFirst();
        assertThat(server.mailsTo(order.email())).hasSize(2).allSatisfy(mail -> assertThat(mail.header("Message-ID"))
                .containsExactly("Message-ID: <" + notice.get("noticeId") + "@shop.example>"));
    }

    @Test
    void a_mark_that_died_with_its_process_is_made_up_for_after_the_lease_with_the_same_mail() throws Exception {
        var order = anOrder();
        orderService.knows(order);
        orderService.backorders(order, line(1, "TEAPOT", 2));
        var notice = Notices.await(order, "SENT").getFirst();

        loseTheMarkOf(UUID.fromString(notice.get("noticeId")));

        Notices.await(order, "SENT");
        assertThat(server.mailsTo(order.email())).hasSize(2).allSatisfy(mail -> assertThat(mail.header("Message-ID"))
                .containsExactly("Message-ID: <" + notice.get("noticeId") + "@shop.example>"));
    }

    @Test
    void a_new_address_does_not_send_twice_what_is_underway() {
        var order = anOrder();
        orderService.knows(order);
        var attempts = new CopyOnWriteArrayList<Instant>();
        server.is(
                attempt -> {
                    attempts.add(Instant.now());
                    return attempt == 1 ? answers("450 4.2.1 busy") : attempt == 2 ? SILENT : KIND;
                },
                order.email());
        orderService.backorders(order, line(1, "TEAPOT", 2));
        await().until(() -> attempts.size() == 2);

        orderService.knows(order, "Ada King");

        Notices.await(order, "SENT");
        assertThat(Duration.between(attempts.get(1), attempts.get(2)))
                .as("pause after an attempt that ends with its time-out of 2 s")
                .isGreaterThan(Duration.ofSeconds(1));
    }

    @Test
    void a_database_that_takes_no_mark_for_longer_than_the_lease_makes_no_second_mail() throws Exception {
        var order = anOrder();
        orderService.knows(order);
        alterSentMail("add constraint takes_no_mark check (recipient <> '%s') not valid".formatted(order.email()));
        try {
            orderService.backorders(order, line(1, "TEAPOT", 2));
            await().until(() -> server.mailsTo(order.email()).size() == 1);
            await().during(LEASE.plusSeconds(2))
                    .atMost(LEASE.plusSeconds(10))
                    .until(() -> server.mailsTo(order.email()).size() == 1);
        } finally {
            alterSentMail("drop constraint takes_no_mark");
        }

        Notices.await(order, "SENT");
        assertThat(server.mailsTo(order.email())).hasSize(1);
    }

    @Test
    void a_mail_that_was_underway_when_its_customer_was_erased_is_not_kept() {
        var order = anOrder();
        orderService.knows(order);
        server.is(
                attempt -> {
                    orderService.forgets(order);
                    await().until(() -> !isKnown(order.customerId()));
                    return KIND;
                },
                order.email());

        orderService.backorders(order, line(1, "TEAPOT", 2));

        await().until(() -> Notices.of(order).stream().anyMatch(notice -> !"WAITING".equals(notice.get("state"))));
        assertThat(Notices.rendered(Notices.of(order).getFirst()).getMap("mail"))
                .isNull();
    }

    @Test
    void a_server_that_is_away_is_waited_for() {
        server.close();
        var order = anOrder();
        orderService.knows(order);

        orderService.backorders(order, line(1, "TEAPOT", 2));
        await().untilAsserted(
                        () -> assertThat(Notices.of(order)).singleElement().satisfies(notice -> assertThat(notice)
                                .containsEntry("state", "WAITING")
                                .containsEntry("failure", "the mail server cannot be reached")));
        open();

        Notices.await(order, "SENT");
        assertThat(server.mailsTo(order.email())).hasSize(1);
    }

    private boolean isKnown(String customerId) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement("select from contact where customer_id = ?")) {
            query.setString(1, customerId);
            return query.executeQuery().next();
        }
    }

    /** For one order: mails of other tests may still wait for their marks, and they would keep this one waiting. */
    private void alterSentMail(String how) throws SQLException {
        try (var connection = database.getConnection();
                var alter = connection.createStatement()) {
            alter.execute("alter table sent_mail " + how);
        }
    }

    /** As if the process had ended between the server's 250 and the mark. */
    private void loseTheMarkOf(UUID noticeId) throws Exception {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("""
                        with lost as (delete from sent_mail where notice_id = ?)
                        update notice set state = 'WAITING', sent_at = null, due_at = now() + interval '1 second' where notice_id = ?
                        """)) {
            update.setObject(1, noticeId);
            update.setObject(2, noticeId);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
