package io.backline.messaging;

import io.backline.events.EventStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** A stream from a certain moment on, in the order in which each key was published. For one thread. */
public final class StreamTail<E> implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final EventStream<E> stream;
    private final Intake intake;

    StreamTail(KafkaConsumer<byte[], byte[]> consumer, EventStream<E> stream, Intake intake) {
        this.consumer = consumer;
        this.stream = stream;
        this.intake = intake;
    }

    /**
     * What has come since; nothing while Kafka is away. Fails if partitions were added or are no longer there, and on an event that cannot be read: whoever
     * follows must begin anew then.
     */
    public List<E> next(Duration patience) {
        var events = new ArrayList<E>();
        for (var record : consumer.poll(patience)) {
            var incoming = intake.read(record, stream);
            if (!incoming.wrong().isEmpty()) {
                throw new IllegalStateException(record.topic() + "-" + record.partition() + "@" + record.offset()
                        + " cannot be read: " + incoming.wrong());
            }
            if (incoming.isForUs()) {
                events.add(incoming.understood().event());
            }
        }
        var partitions = consumer.assignment().size();
        if (consumer.partitionsFor(consumer.assignment().iterator().next().topic())
                        .size()
                > partitions) {
            throw new IllegalStateException(stream + " has more than " + partitions + " partitions by now");
        }
        return events;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }
}
