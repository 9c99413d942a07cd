package io.backline.messaging;

import static io.backline.messaging.kettle.KettleEvent.KETTLES;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.EventStream;
import io.backline.messaging.kettle.KettleEvent;
import io.backline.messaging.kettle.KettleEvent.Boiled;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What may wait for company, by its header; only what surely concerns nobody may. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IntakeTest {
    private static final EventStream<KettleEvent> BOILS = KETTLES.only(Set.of(Boiled.class));

    @Test
    void a_known_type_that_does_not_concern_the_reader_is_passed_over() {
        assertThat(Intake.passesOver(typed("io.kettles.Whistled"), BOILS)).isTrue();
        assertThat(Intake.passesOver(typed("io.kettles.Boiled"), BOILS)).isFalse();
        assertThat(Intake.passesOver(typed("io.kettles.Whistled"), KETTLES)).isFalse();
    }

    @Test
    void what_its_header_does_not_tell_is_not() {
        assertThat(Intake.passesOver(typed("io.kettles.Exploded"), BOILS)).isFalse();
        assertThat(Intake.passesOver(record(), BOILS)).isFalse();
        var empty = record();
        empty.headers().add("ce_type", null);
        assertThat(Intake.passesOver(empty, BOILS)).isFalse();
    }

    private static ConsumerRecord<byte[], byte[]> typed(String type) {
        var record = record();
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> record() {
        return new ConsumerRecord<>("kettles", 0, 0, null, null);
    }
}
