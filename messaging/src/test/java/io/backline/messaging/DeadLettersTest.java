package io.backline.messaging;

import static io.backline.messaging.kettle.Kettles.aKettle;
import static io.backline.messaging.kettle.Kettles.boiled;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Received;
import io.backline.localstack.testing.Topics;
import io.backline.messaging.kettle.Kettles;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeadLettersTest {
    private static final String DEAD_LETTERS = "/api/v1/dead-letters";

    private final Topics topics = Topics.ofThisRun();
    private final String kettle = aKettle();

    @Inject
    Kettles kettles;

    @AfterEach
    void everything_that_came_is_accounted_for() {
        topics.close();
        assertThat(kettles.unaccountedFor()).isEmpty();
    }

    static Stream<Arguments> brokenEvents() {
        var whole = boiled("kettle", 90);
        return Stream.of(
                Arguments.of(whole.without("id"), "id", "must be 1 to 128 printable characters"),
                Arguments.of(whole.with("id", "x".repeat(129)), "id", "must be 1 to 128 printable characters"),
                Arguments.of(whole.with("id", "a\u0000b"), "id", "must be 1 to 128 printable characters"),
                Arguments.of(whole.without("source"), "source", "must be 1 to 128 printable characters"),
                Arguments.of(whole.without("type"), "type", "must be 1 to 128 printable characters"),
                Arguments.of(whole.without("specversion"), "specversion", "must be 1.0"),
                Arguments.of(whole.with("specversion", "0.3"), "specversion", "must be 1.0"),
                Arguments.of(whole.with("time", "yesterday"), "time", "must be an RFC 3339 time with offset"),
                Arguments.of(whole.with("time", "2026-01-01T00:00:00"), "time", "must be an RFC 3339 time with offset"),
                Arguments.of(whole.with("sequence", "one"), "sequence", "must be an integer"),
                Arguments.of(
                        ofData("{\"kettle\":\"k\",\"degrees\":-1}"), "degrees", "must be greater than or equal to 0"),
                Arguments.of(ofData("{\"kettle\":\"k\",\"degrees\":\"90\"}"), "degrees", "must be a whole number"),
                Arguments.of(
                        ofData("{\"kettle\":\"k\",\"degrees\":90.5}"),
                        "degrees",
                        "must be a whole number, got \"90.5\""),
                Arguments.of(
                        ofData("{\"degrees\":90}"),
                        "kettle",
                        "must be 1 to 64 printable characters without leading or trailing blank"),
                Arguments.of(ofData("null"), "data", "expected an object, got null"),
                Arguments.of(ofData("[]"), "data", "must be an object"),
                Arguments.of(ofData("{"), "data", "is not well-formed JSON"));
    }

    @ParameterizedTest
    @MethodSource("brokenEvents")
    void a_broken_event_is_told_by_field_and_the_next_is_handled(CloudEvent broken, String field, String reason) {
        topics.send("kettles", new CloudEvent(kettle, broken.data(), broken.attributes()));
        topics.send("kettles", boiled(kettle, 90));

        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isOne());
        var letter = kettles.awaitDeadLetter(kettle);
        assertThat(letter.outcome()).isEqualTo("DEAD_LETTER");
        assertThat(letter.field()).isEqualTo(field);
        assertThat(letter.reason()).startsWith(reason);
    }

    @Test
    void bytes_that_are_no_event_are_kept_as_they_came() {
        var bytes = new byte[] {0, (byte) 0xC3, (byte) 0x28, 'x', (byte) 0xFF};
        var sent = topics.send("kettles", kettle, bytes, Map.of("ce_id", "a\u0000b", "x-trace\u0000", "7"));

        var letter = kettles.awaitDeadLetter(kettle);
        get(DEAD_LETTERS + "/" + letter.id())
                .then()
                .statusCode(200)
                .body("valueBase64", equalTo(Base64.getEncoder().encodeToString(bytes)))
                .body("topic", equalTo("kettles"))
                .body("partition", equalTo(sent.partition()))
                .body("offset", equalTo((int) sent.offset()));
        var copy = awaitCopy();
        assertThat(copy.value()).isEqualTo(bytes);
        assertThat(copy.headers())
                .containsEntry("ce_id", "a\u0000b")
                .containsEntry("x-trace\u0000", "7")
                .containsEntry("dead-letter-topic", "kettles")
                .containsEntry("dead-letter-partition", Integer.toString(sent.partition()))
                .containsEntry("dead-letter-offset", Long.toString(sent.offset()))
                .containsKey("dead-letter-reason");
    }

    @Test
    void a_record_without_value_is_broken() {
        topics.send("kettles", kettle, null, Map.of());

        assertThat(kettles.awaitDeadLetter(kettle).reason()).contains("data must not be empty");
    }

    @Test
    void a_refused_event_is_put_aside_while_its_batch_acts() {
        kettles.whileReadingWaits(() -> {
            topics.send("kettles", boiled(kettle, 90));
            topics.send("kettles", boiled(kettle, 2_000));
            topics.send("kettles", boiled(kettle, 5));
            topics.send("kettles", boiled(kettle, 91));
        });

        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isEqualTo(2));
        assertThat(kettles.deadLetters(kettle))
                .extracting(Kettles.Letter::outcome, Kettles.Letter::field, Kettles.Letter::reason)
                .containsExactly(
                        tuple("DEAD_LETTER", "degrees", "no kettle gets that hot"),
                        tuple("SET_ASIDE", null, "that is not hot"));
    }

    @Test
    void a_failing_event_is_found_in_its_batch_and_put_aside_alone() {
        var cups = new ArrayList<String>();
        topics.send("kettles", boiled(kettle, 90));
        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isOne());
        kettles.whileReadingWaits(() -> {
            for (var cup = 0; cup < 100; cup++) {
                topics.send("kettles", Kettles.poured(kettle, "cup " + cup));
                cups.add("cup " + cup);
                if (cup % 40 == 7) {
                    topics.send("kettles", boiled(kettle, 101));
                }
            }
        });

        await().untilAsserted(() -> assertThat(kettles.cups(kettle)).containsExactlyElementsOf(cups));
        assertThat(kettles.deadLetters(kettle)).hasSize(3).allSatisfy(letter -> assertThat(letter.reason())
                .contains("could not be handled")
                .contains("kettle_degrees_check"));
        assertThat(kettles.boiled(kettle)).isOne();
    }

    @Test
    void a_replayed_event_acts_once_its_cause_is_gone() {
        topics.send("kettles", boiled(kettle, 101));
        var letter = kettles.awaitDeadLetter(kettle);
        var reasonGone = kettles.allowing(101);

        var first = given().post(DEAD_LETTERS + "/" + letter.id() + "/replay");
        var second = given().post(DEAD_LETTERS + "/" + letter.id() + "/replay");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isOne());
        kettles.awaitOutboxEmpty();
        assertThat(topics.all("kettles").stream().filter(record -> kettle.equals(record.key())))
                .hasSize(2)
                .extracting(Received::headers)
                .extracting(headers -> headers.get("ce_id"))
                .containsOnly(letter.eventId());
        reasonGone.run();
    }

    @Test
    void dead_letters_are_listed_newest_first_by_topic_and_outcome() {
        for (var i = 0; i < 3; i++) {
            topics.send("kettles", kettle, ("no event " + i).getBytes(StandardCharsets.UTF_8), Map.of());
        }
        await().untilAsserted(() -> assertThat(kettles.deadLetters(kettle)).hasSize(3));

        var page = get(DEAD_LETTERS + "?topic=kettles&outcome=DEAD_LETTER&limit=2")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items.outcome", everyItem(equalTo("DEAD_LETTER")))
                .extract()
                .jsonPath();
        var next = get(DEAD_LETTERS + "?topic=kettles&outcome=DEAD_LETTER&limit=2&cursor=" + page.getString("next"))
                .jsonPath();

        assertThat(page.getList("items.id", String.class)).doesNotContainAnyElementsOf(next.getList("items.id"));
        get(DEAD_LETTERS + "?topic=teas").then().body("items", hasSize(0));
        get(DEAD_LETTERS + "?outcome=LOST").then().statusCode(400).body("violations[0].field", equalTo("outcome"));
    }

    @Test
    void a_dead_letter_that_is_not_there_is_not_found() {
        get(DEAD_LETTERS + "/" + UUID.randomUUID()).then().statusCode(404);
        given().post(DEAD_LETTERS + "/" + UUID.randomUUID() + "/replay").then().statusCode(404);
    }

    @Test
    void a_replay_that_finds_no_database_may_be_asked_again() {
        topics.send("kettles", boiled(kettle, 101));
        var letter = kettles.awaitDeadLetter(kettle);
        var over = kettles.failingReplays();

        given().post(DEAD_LETTERS + "/" + letter.id() + "/replay")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "1");
        over.run();

        kettles.replay(letter.id());
    }

    private Received awaitCopy() {
        return topics.awaitOne("kettles.dead-letter", record -> kettle.equals(record.key()));
    }

    private static CloudEvent ofData(String data) {
        return CloudEvent.of("io.kettles.Boiled", "kettle", data);
    }
}
