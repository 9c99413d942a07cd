package io.backline.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Mailbox;
import io.backline.localstack.testing.Topics;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class LocalStackTest {
    private final TestRun run = TestRun.current();

    @Test
    void everybody_in_a_maven_run_gets_the_same_stack_and_in_a_test_jvm_the_same_database() {
        assertThat(LocalStack.shared()).isEqualTo(run.stack());
        assertThat(TestRun.current()).isEqualTo(run);
    }

    @Test
    void the_database_is_there_and_as_durable_as_in_production() throws Exception {
        try (var connection = DriverManager.getConnection(run.jdbcUrl(), PostgresServer.USER, "any");
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select current_setting('fsync'), current_setting('synchronous_commit'),
                               current_setting('full_page_writes'), current_database()
                        """)) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("on");
            assertThat(row.getString(2)).isEqualTo("on");
            assertThat(row.getString(3)).isEqualTo("on");
            assertThat(row.getString(4)).isEqualTo(run.name());
        }
    }

    @Test
    void a_record_in_either_mode_and_a_broken_one_come_back_as_they_were_sent() {
        try (var topics = Topics.ofThisRun()) {
            topics.create("self-test", 3);
            var received = CloudEvent.of("io.backline.warehouse.StockReceived", "TEAPOT", "{\"quantity\": 5}");

            topics.send("self-test", received);
            topics.sendStructured("self-test", received.withId("structured"));
            topics.send("self-test", null, "{broken".getBytes(StandardCharsets.UTF_8), Map.of());

            assertThat(topics.await("self-test", 3, message -> true)).hasSize(3);
            var binary = topics.awaitOne("self-test", message -> received.type().equals(message.type()));
            assertThat(binary.key()).isEqualTo("TEAPOT");
            assertThat(binary.json().get("quantity").asInt()).isEqualTo(5);
            assertThat(binary.id()).isEqualTo(received.id());
            var structured =
                    topics.awaitOne("self-test", message -> message.text().contains("structured"));
            assertThat(structured.json().get("data").get("quantity").asInt()).isEqualTo(5);
            assertThat(topics.all("self-test")).hasSize(3);
        }
    }

    @Test
    void a_topic_that_nobody_made_is_not_made_by_a_typing_error() {
        try (var topics = Topics.ofThisRun()) {
            topics.create("made", 1);

            assertThat(topics.exists("made")).isTrue();
            assertThat(topics.exists("mode")).isFalse();
        }
    }

    @Test
    void mail_to_anybody_arrives_and_is_read_back_over_imap() throws Exception {
        MailServerTest.send(run.stack().smtpPort(), "ada@example.org", "Your teapots — later");

        var read = Mailbox.ofThisRun().awaitMailsTo("ada@example.org", 1).getFirst();
        assertThat(read.subject()).isEqualTo("Your teapots — later");
        assertThat(read.text()).isEqualTo("They come on Monday.");
        assertThat(read.header("auto-submitted")).containsExactly("auto-generated");
        assertThat(Mailbox.ofThisRun().mailsTo("nobody@example.org")).isEmpty();
    }
}
