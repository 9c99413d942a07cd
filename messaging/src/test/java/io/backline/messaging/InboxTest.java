package io.backline.messaging;

import static io.backline.messaging.kettle.KettleEvent.KETTLES;
import static io.backline.messaging.kettle.Kettles.aKettle;
import static io.backline.messaging.kettle.Kettles.boiled;
import static io.backline.messaging.kettle.Kettles.poured;
import static io.backline.messaging.kettle.Kettles.whistled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Topics;
import io.backline.messaging.kettle.KettleDesk;
import io.backline.messaging.kettle.Kettles;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class InboxTest {
    private final Topics topics = Topics.ofThisRun();
    private final String kettle = aKettle();

    @Inject
    Inbox inbox;

    @Inject
    KettleDesk desk;

    @Inject
    Kettles kettles;

    @Inject
    EarlyMessages early;

    @Inject
    Jdbi jdbi;

    @AfterEach
    void everything_that_came_is_accounted_for() {
        topics.close();
        assertThat(kettles.unaccountedFor()).isEmpty();
    }

    @Test
    void an_event_acts() {
        topics.send("kettles", boiled(kettle, 90));

        awaitBoiled(1);
        var tea = topics.awaitOne("teas", record -> kettle.equals(record.key()));
        assertThat(tea.headers())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_source", "/kettle-service")
                .containsEntry("ce_type", "io.kettles.TeaMade")
                .containsEntry("content-type", "application/json")
                .containsKey("ce_time");
        assertThat(UUID.fromString(tea.id()).version()).isEqualTo(7);
        assertThat(tea.json().get("number").asInt()).isEqualTo(90);
    }

    @Test
    void structured_mode_acts_too() {
        topics.sendStructured("kettles", boiled(kettle, 90).with("time", "2026-03-01T12:00:00+02:00"));

        awaitBoiled(1);
        assertThat(topics.awaitOne("teas", record -> kettle.equals(record.key()))
                        .headers())
                .containsEntry("ce_time", "2026-03-01T10:00:00Z");
    }

    @Test
    void twice_is_once() {
        var once = boiled(kettle, 90);
        topics.send("kettles", once);
        awaitBoiled(1);
        topics.send("kettles", once);
        topics.sendStructured("kettles", once);
        awaitAllRead();

        assertThat(kettles.boiled(kettle)).isOne();
        assertThat(kettles.duplicates()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void what_does_not_concern_us_is_counted_and_passed_over_whatever_it_says() {
        var before = kettles.passedOver();
        var whistle = whistled(kettle, "{\"kettle\":\"%s\"}".formatted(kettle));
        topics.send("kettles", whistle);
        topics.sendStructured("kettles", whistle);
        topics.send("kettles", whistled(kettle, "{\"kettle\":"));
        topics.send("kettles", boiled(kettle, 90));

        awaitBoiled(1);
        awaitAllRead();
        assertThat(kettles.passedOver()).isEqualTo(before + 3);
        assertThat(kettles.remembered(whistle)).isZero();
        assertThat(kettles.deadLetters(kettle)).isEmpty();
    }

    @Test
    void twice_in_one_batch_is_once() {
        var once = boiled(kettle, 90);
        var other = boiled(kettle, 91);
        kettles.whileReadingWaits(() -> {
            topics.send("kettles", once);
            topics.send("kettles", once);
            topics.send("kettles", other);
            topics.send("kettles", once);
        });
        awaitAllRead();

        assertThat(kettles.boiled(kettle)).isEqualTo(2);
    }

    @Test
    void the_same_id_from_another_source_is_another_event() {
        var here = boiled(kettle, 90);
        topics.send("kettles", here);
        topics.send("kettles", here.with("source", "another-kitchen"));

        awaitBoiled(2);
    }

    @Test
    void a_record_that_comes_twice_in_one_batch_counts_once() {
        var broken = new ConsumerRecord<byte[], byte[]>("kettles", 1_000, 7, null, null);

        try {
            inbox.handle(List.of(broken, broken), KETTLES, desk::apply, numbers -> {});

            assertThat(kettles.number("select handled + duplicates + passed_over from consumed where partition = 1000"))
                    .isOne();
            assertThat(kettles.unaccountedFor()).isEmpty();
        } finally {
            jdbi.useHandle(handle -> handle.execute("delete from consumed where partition = 1000"));
        }
    }

    @Test
    void what_comes_too_early_waits_and_acts_then() {
        topics.send("kettles", poured(kettle, "first"));
        topics.send("kettles", poured(kettle, "second"));
        awaitAllRead();
        assertThat(kettles.cups(kettle)).isEmpty();

        topics.send("kettles", boiled(kettle, 95));
        topics.send("kettles", poured(kettle, "third"));

        await().untilAsserted(() -> assertThat(kettles.cups(kettle)).containsExactly("first", "second", "third"));
    }

    @Test
    void what_came_too_early_by_a_moment_is_found_at_the_second_look() {
        QuarkusTransaction.requiringNew().run(() -> {
            jdbi.useHandle(handle -> handle.execute("insert into kettle values (?, 1, 90)", kettle));
            var trip = new RoundTrip();
            var before = early.take(List.of("kettle " + kettle), trip, KETTLES);
            trip.make(jdbi);
            assertThat(before.of(KETTLES)).isEmpty();
            topics.send("kettles", poured(kettle, "cup"));
            await().until(() ->
                    kettles.number("select count(*) from pg_locks where locktype = 'advisory' and not granted") > 0);
        });

        await().untilAsserted(() -> assertThat(kettles.cups(kettle)).containsExactly("cup"));
        assertThat(kettles.deadLetters(kettle)).isEmpty();
    }

    @Test
    void what_waits_too_long_becomes_a_dead_letter_and_may_be_replayed() {
        topics.send("kettles", poured(kettle, "cup"));

        var deadLetter = kettles.awaitDeadLetter(kettle);
        assertThat(deadLetter.reason()).isEqualTo("kettle " + kettle + " is not known");
        topics.send("kettles", boiled(kettle, 95));
        awaitBoiled(1);
        kettles.replay(deadLetter.id());

        await().untilAsserted(() -> assertThat(kettles.cups(kettle)).containsExactly("cup"));
    }

    @Test
    void an_event_of_a_newer_writer_is_set_aside() {
        topics.send("kettles", CloudEvent.of("io.kettles.Descaled", kettle, "{\"kettle\":\"" + kettle + "\"}"));
        topics.send("kettles", boiled(kettle, 90));

        awaitBoiled(1);
        var aside = kettles.awaitDeadLetter(kettle);
        assertThat(aside.outcome()).isEqualTo("SET_ASIDE");
        assertThat(aside.field()).isEqualTo("type");
        assertThat(topics.all("kettles.dead-letter")).noneMatch(record -> kettle.equals(record.key()));
    }

    @Test
    void unknown_fields_are_ignored() {
        topics.send(
                "kettles",
                CloudEvent.of(
                        "io.kettles.Boiled",
                        kettle,
                        "{\"kettle\":\"%s\",\"degrees\":90,\"whistle\":{\"tone\":\"c\"}}".formatted(kettle)));

        awaitBoiled(1);
    }

    @Test
    void hundreds_at_once_act_in_order() {
        var events = IntStream.range(0, 700)
                .mapToObj(number -> poured(kettle, "cup " + number))
                .toList();
        topics.send("kettles", boiled(kettle, 95));
        kettles.whileReadingWaits(() -> events.forEach(event -> topics.send("kettles", event)));
        awaitAllRead();

        assertThat(kettles.cups(kettle))
                .containsExactlyElementsOf(events.stream()
                        .map(event -> event.data().replaceAll(".*\"cup\":\"(cup \\d+)\".*", "$1"))
                        .toList());
    }

    private void awaitBoiled(int times) {
        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isEqualTo(times));
    }

    private void awaitAllRead() {
        await().untilAsserted(() -> assertThat(kettles.read()).isEqualTo(written()));
    }

    private long written() {
        return topics.all("kettles").size();
    }
}
