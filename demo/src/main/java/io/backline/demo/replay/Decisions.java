package io.backline.demo.replay;

import io.backline.demo.invariant.Tape;
import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.Json;
import io.backline.events.Streams;
import java.io.IOException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that inventory-service ever told on its stream {@code allocations}: of a replay that is repeated, it decided the first time. */
final class Decisions {
    private final String kafka;
    private final String topic;

    Decisions(String kafka, String topicPrefix) {
        this.kafka = kafka;
        this.topic = topicPrefix + Streams.ALLOCATIONS.topic();
    }

    void tell(Recount recount) {
        try (var tape = new Tape(kafka, topic)) {
            tape.readOn(record -> tell(record, recount));
        }
    }

    private static void tell(ConsumerRecord<String, byte[]> record, Recount recount) {
        try {
            if (Streams.ALLOCATIONS.read(Tape.header(record, "ce_type"), record.value()) instanceof LineResult result) {
                recount.decided(result, Json.time(Tape.header(record, "ce_time")));
            }
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    "cannot read " + record.topic() + "/" + record.partition() + "/" + record.offset(), unreadable);
        }
    }
}
