package io.backline.notification.mail;

import static io.backline.notification.mail.ScriptedSmtpServer.Mood.CUTS_AFTER_DATA;
import static io.backline.notification.mail.ScriptedSmtpServer.Mood.KIND;
import static io.backline.notification.mail.ScriptedSmtpServer.Mood.SILENT;
import static io.backline.notification.mail.ScriptedSmtpServer.Mood.SILENT_AFTER_DATA;
import static io.backline.notification.mail.ScriptedSmtpServer.Mood.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.notification.mail.Delivery.Accepted;
import io.backline.notification.mail.Delivery.Deferred;
import io.backline.notification.mail.Delivery.Refused;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MailLaneTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String ADA = "ada@example.org";

    private static Vertx vertx;

    private ScriptedSmtpServer server;
    private MailLane lane;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close();
    }

    @BeforeEach
    void connect() {
        server = new ScriptedSmtpServer(0);
        lane = laneTo(server.port());
    }

    @AfterEach
    void close() {
        lane.close();
        server.close();
    }

    @Test
    void a_mail_has_one_sender_one_recipient_and_our_headers_on_the_wire() throws Exception {
        var mail = mailTo(ADA);

        assertThat(lane.send(mail)).isEqualTo(new Accepted());

        var wire = server.mails().getFirst();
        assertThat(wire.commands()).containsExactly("MAIL FROM:<notices@shop.example>", "RCPT TO:<" + ADA + ">");
        assertThat(wire.header("Message-ID")).containsExactly("Message-ID: <" + mail.id() + "@shop.example>");
        assertThat(wire.header("From")).containsExactly("From: notices@shop.example");
        assertThat(wire.header("To")).containsExactly("To: " + ADA);
        assertThat(wire.header("Auto-Submitted")).containsExactly("Auto-Submitted: auto-generated");
        assertThat(namesOf(wire.headers()))
                .containsExactlyInAnyOrder(
                        "Message-ID",
                        "From",
                        "To",
                        "Subject",
                        "Date",
                        "Auto-Submitted",
                        "References",
                        "MIME-Version",
                        "Content-Type");
    }

    @Test
    void mails_about_one_order_refer_to_it_and_to_each_other() throws Exception {
        var order = UUID.randomUUID();
        var first = UUID.randomUUID();
        var second = UUID.randomUUID();

        lane.send(mail(UUID.randomUUID(), order, List.of(first, second), ADA, "Subject", "text"));

        var wire = server.mails().getFirst();
        assertThat(wire.header("In-Reply-To")).containsExactly("In-Reply-To: <" + second + "@shop.example>");
        assertThat(wire.header("References"))
                .containsExactly("References: <%s@shop.example> <%s@shop.example> <%s@shop.example>"
                        .formatted(order, first, second));
    }

    @Test
    void one_connection_serves_many_mails() throws Exception {
        for (var attempt = 0; attempt < 20; attempt++) {
            assertThat(lane.send(mailTo(ADA))).isEqualTo(new Accepted());
        }

        assertThat(server.mails()).hasSize(20);
        assertThat(server.connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order 1\r\nBcc: eve@example.org",
                "Order 1\nX-Injected: yes",
                "Order 1\r\n\r\nhello",
                "=?UTF-8?Q?Order?=",
                "Bestellung für Ölkännchen 🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖🫖 und noch viel mehr davon",
                "Order\u0000\u0007\u202e",
            })
    void no_subject_makes_a_header_of_its_own(String subject) throws Exception {
        lane.send(mail(UUID.randomUUID(), UUID.randomUUID(), List.of(), ADA, subject, "text"));

        var wire = server.mails().getFirst();
        assertThat(wire.recipients()).hasSize(1);
        assertThat(namesOf(wire.headers())).doesNotContain("Bcc", "X-Injected").hasSize(9);
        assertThat(wire.headers())
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(100).matches("[ -~]*"));
        assertThat(decoded(wire)).isEqualTo(subject);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "one\r\n.\r\nMAIL FROM:<eve@example.org>\r\nRCPT TO:<eve@example.org>\r\nDATA\r\n",
                "one\n.\nRCPT TO:<eve@example.org>\n",
                ".\r\n..\r\n...",
                "\rBcc: eve@example.org\r",
            })
    void no_text_ends_the_mail_before_its_end(String text) throws Exception {
        assertThat(lane.send(mail(UUID.randomUUID(), UUID.randomUUID(), List.of(), ADA, "Subject", text)))
                .isEqualTo(new Accepted());
        assertThat(lane.send(mailTo("next@example.org"))).isEqualTo(new Accepted());

        assertThat(server.mails()).hasSize(2).allSatisfy(mail -> assertThat(mail.recipients())
                .hasSize(1));
        assertThat(server.attemptsTo("eve@example.org")).isZero();
    }

    @Test
    void a_letter_of_thousands_of_lines_goes_out_whole() throws Exception {
        var text = IntStream.rangeClosed(1, 5_000)
                .mapToObj(line -> "  line " + line + ": TEAPOT, 2 units")
                .collect(Collectors.joining("\n"));

        assertThat(lane.send(mail(UUID.randomUUID(), UUID.randomUUID(), List.of(), ADA, "Subject", text)))
                .isEqualTo(new Accepted());

        assertThat(server.mails().getFirst().data())
                .contains("  line 1: TEAPOT, 2 units", "  line 5000: TEAPOT, 2 units");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"450 4.2.1 busy, <ada@example.org>", "421 4.3.2 closing", "452 too many", "530 5.7.0 log in"})
    void an_answer_that_may_change_defers(String answer) throws Exception {
        server.is(answers(answer), ADA);

        assertThat(lane.send(mailTo(ADA))).isInstanceOf(Deferred.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"550 5.1.1 <ada@example.org>: no such user", "553 bad", "550-5.7.1 no\r\n550 5.7.1 really no"})
    void an_answer_that_stays_refuses(String answer) throws Exception {
        server.is(answers(answer), ADA);

        assertThat(lane.send(mailTo(ADA))).isInstanceOf(Refused.class);
    }

    @Test
    void a_reason_names_codes_and_never_the_address() throws Exception {
        server.is(answers("550 5.1.1 <ada@example.org>: no such user"), ADA);

        assertThat(lane.send(mailTo(ADA))).isEqualTo(new Refused("the mail server refused with 550 5.1.1"));
    }

    @Test
    void a_server_that_does_not_know_our_sender_refuses_us_and_not_the_customer() throws Exception {
        server.answersTheSenderWith("550 5.7.1 sender unknown");

        assertThat(lane.send(mailTo(ADA))).isEqualTo(new Deferred("the mail server answered 550 5.7.1"));
    }

    @Test
    void a_refusal_after_the_data_is_final_too() throws Exception {
        server.is(new ScriptedSmtpServer.Mood("250 OK", "554 5.7.1 spam"), ADA);

        assertThat(lane.send(mailTo(ADA))).isEqualTo(new Refused("the mail server refused with 554 5.7.1"));
    }

    @Test
    void a_server_that_serves_nobody_does_not_fail_the_mail_for_good() throws Exception {
        server.greetsWith("554 5.3.2 no SMTP service here");

        assertThat(lane.send(mailTo(ADA))).isEqualTo(new Deferred("the mail server answered 554 5.3.2"));
    }

    @Test
    void a_connection_cut_after_the_data_is_repeated_with_the_same_id() throws Exception {
        server.is(attempt -> attempt == 1 ? CUTS_AFTER_DATA : KIND, ADA);
        var mail = mailTo(ADA);

        assertThat(lane.send(mail)).isEqualTo(new Deferred("the connection to the mail server was lost"));
        assertThat(lane.send(mail)).isEqualTo(new Accepted());

        assertThat(server.mailsTo(ADA)).hasSize(2).allSatisfy(wire -> assertThat(wire.header("Message-ID"))
                .containsExactly("Message-ID: <" + mail.id() + "@shop.example>"));
    }

    @Test
    void a_silent_server_costs_the_time_out_and_the_connection_no_more() throws Exception {
        server.is(SILENT, ADA);
        server.is(SILENT_AFTER_DATA, "bob@example.org");

        assertThat(lane.send(mailTo(ADA))).isInstanceOf(Deferred.class);
        assertThat(lane.send(mailTo("bob@example.org"))).isInstanceOf(Deferred.class);
        assertThat(lane.send(mailTo("cem@example.org"))).isEqualTo(new Accepted());

        await().untilAsserted(() -> assertThat(server.openConnections()).isEqualTo(1));
    }

    @Test
    void a_server_that_does_not_even_greet_is_left_in_time() throws Exception {
        server.greetsWith("");

        assertThat(lane.send(mailTo(ADA))).isInstanceOf(Deferred.class);
        server.greetsWith("220 awake");
        assertThat(lane.send(mailTo(ADA))).isEqualTo(new Accepted());
    }

    @Test
    void a_server_that_is_not_there_defers() throws Exception {
        server.close();

        assertThat(lane.send(mailTo(ADA))).isEqualTo(new Deferred("the mail server cannot be reached"));
    }

    @Test
    void a_mail_after_the_server_hung_up_is_accepted_at_once() throws Exception {
        for (var hangUps = 0; hangUps < 50; hangUps++) {
            assertThat(lane.send(mailTo(ADA))).as("after %d hang-ups", hangUps).isEqualTo(new Accepted());
            server.hangUp();
        }

        assertThat(server.mailsTo(ADA)).hasSize(50);
        assertThat(server.connections()).isEqualTo(50);
    }

    private static MailLane laneTo(int port) {
        return new MailLane(
                vertx, new MailConfig("127.0.0.1", port).setPipelining(false).setOwnHostname("shop.example"), TIMEOUT);
    }

    private static OutgoingMail mailTo(String address) {
        return mail(UUID.randomUUID(), UUID.randomUUID(), List.of(), address, "Your order 7", "Hello");
    }

    private static OutgoingMail mail(UUID id, UUID thread, List<UUID> earlier, String to, String subject, String text) {
        return new OutgoingMail(
                id,
                thread,
                earlier,
                EmailAddress.of("notices@shop.example").orElseThrow(),
                EmailAddress.of(to).orElseThrow(),
                subject,
                text,
                "<p>Hello</p>");
    }

    private static List<String> namesOf(List<String> headers) {
        return headers.stream()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    /** The subject as a mail program shows it. */
    private static String decoded(ScriptedSmtpServer.Transaction mail) {
        var first = mail.headers().indexOf(mail.header("Subject").getFirst());
        var folded = mail.headers().stream().skip(first + 1L).takeWhile(line -> line.startsWith(" "));
        var raw = mail.headers().get(first) + folded.collect(Collectors.joining());
        return Pattern.compile("=\\?UTF-8\\?B\\?(.*?)\\?=")
                .matcher(raw)
                .results()
                .map(word -> new String(Base64.getDecoder().decode(word.group(1)), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }
}
