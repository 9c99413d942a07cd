package io.backline.messaging;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import io.backline.events.EventStream;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Events that leave with the transaction: written with it, published right after it, in the order they were added. Lock the aggregate before you add its
 * events, else two transactions may publish in another order than they decided.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Outbox {
    private static final TimeBasedEpochGenerator IDS = Generators.timeBasedEpochGenerator();

    private final Pending pending;

    Outbox(Pending pending) {
        this.pending = pending;
    }

    public <E> void add(EventStream<E> stream, E event, Instant time) {
        pending.rows().outbox(row(stream, event, time));
    }

    public <E> void add(EventStream<E> stream, List<? extends E> events, Instant time) {
        var rows = pending.rows();
        for (var event : events) {
            rows.outbox(row(stream, event, time));
        }
    }

    /** Says that nothing of this key is valid any more; a compacted topic forgets it. */
    public void addTombstone(EventStream<?> stream, String key) {
        pending.rows().outbox(new OutboxRow(stream.topic(), bytes(key), null, null, null, null, null));
    }

    /** Publishes a message once more as it came. */
    void addAgain(RawMessage raw) {
        pending.rows().outbox(OutboxRow.copy(raw.topic(), raw));
    }

    private static <E> OutboxRow row(EventStream<E> stream, E event, Instant time) {
        return new OutboxRow(
                stream.topic(),
                bytes(stream.keyOf(event)),
                IDS.generate(),
                stream.typeOf(event),
                time,
                null,
                stream.write(event));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
