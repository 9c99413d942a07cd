package io.backline.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** What a transaction has to say at its end, written in one round trip just before it commits. */
@ApplicationScoped
class Pending {
    private static final Object KEY = new Object();

    private final TransactionSynchronizationRegistry transaction;
    private final Jdbi jdbi;
    private final OutboxSignal signal;

    Pending(TransactionSynchronizationRegistry transaction, Jdbi jdbi, OutboxSignal signal) {
        this.transaction = transaction;
        this.jdbi = jdbi;
        this.signal = signal;
    }

    /** The rows of the current transaction. */
    Said rows() {
        var rows = (Said) transaction.getResource(KEY);
        if (rows == null) {
            rows = new Said();
            transaction.putResource(KEY, rows);
            transaction.registerInterposedSynchronization(rows);
        }
        return rows;
    }

    /** An event that is not handled after all: it may come again. */
    private record Forgotten(String source, String id) {}

    final class Said implements Synchronization {
        private final RoundTrip writes = new RoundTrip();
        private final List<OutboxRow> outbox = new ArrayList<>();
        private final List<DeadLetter> deadLetters = new ArrayList<>();
        private final List<Forgotten> forgotten = new ArrayList<>();
        private final List<EarlyMessage> early = new ArrayList<>();
        private boolean wakesRelay;
        private final List<EarlyMessage> kept = new ArrayList<>();

        /** What features write. */
        RoundTrip writes() {
            return writes;
        }

        void outbox(OutboxRow row) {
            outbox.add(row);
        }

        void deadLetter(DeadLetter deadLetter) {
            deadLetters.add(deadLetter);
        }

        /** The event leaves the inbox again, so that a replay is not taken for a duplicate. */
        void forget(String source, String id) {
            forgotten.add(new Forgotten(source, id));
        }

        void early(EarlyMessage message) {
            early.add(message);
            kept.add(message);
        }

        /** The messages of this transaction that came too early: a second look is due. */
        List<EarlyMessage> kept() {
            return kept;
        }

        /** Writes what is there so far; what is added later is written later. */
        void write() {
            writeEarly();
            writeForgotten();
            writeDeadLetters();
            writeOutbox();
            writes.make(jdbi);
        }

        @Override
        public void beforeCompletion() {
            write();
        }

        @Override
        public void afterCompletion(int status) {
            if (wakesRelay && status == Status.STATUS_COMMITTED) {
                signal.wake();
            }
        }

        private void writeEarly() {
            if (early.isEmpty()) {
                return;
            }
            EarlyMessages.lock(early.stream().map(EarlyMessage::awaited).toList(), writes);
            bindRaw(writes.add("""
                            insert into early_message (awaited, source, event_id, came_at, topic, partition, "offset", key, headers, value)
                            select * from unnest(:awaited, :sources, :ids, :cameAt, :topics, :partitions, :offsets, :keys, :headers, :values)
                            """, early), EarlyMessage::raw)
                    .texts("awaited", EarlyMessage::awaited)
                    .texts("sources", EarlyMessage::source)
                    .texts("ids", EarlyMessage::id)
                    .times("cameAt", EarlyMessage::cameAt);
            early.clear();
        }

        private void writeForgotten() {
            writes.add("""
                            delete from inbox using unnest(:sources, :ids) as forgotten (source, event_id)
                            where inbox.source = forgotten.source and inbox.event_id = forgotten.event_id
                            """, forgotten).texts("sources", Forgotten::source).texts("ids", Forgotten::id);
            forgotten.clear();
        }

        /** A copy of each goes out, unless it did before. */
        private void writeDeadLetters() {
            if (deadLetters.isEmpty()) {
                return;
            }
            var added = bindRaw(writes.add("""
                            insert into dead_letter (id, topic, partition, "offset", key, headers, value, outcome, field, reason)
                            select * from unnest(:ids, :topics, :partitions, :offsets, :keys, :headers, :values, :outcomes, :fields, :reasons)
                            on conflict do nothing
                            returning id
                            """, deadLetters), DeadLetter::raw)
                    .ids("ids", DeadLetter::id)
                    .texts("outcomes", DeadLetter::outcome)
                    .texts("fields", DeadLetter::field)
                    .texts("reasons", DeadLetter::reason)
                    .statement()
                    .map(row -> row.getObject("id", UUID.class));
            writes.make(jdbi);
            var fresh = Set.copyOf(added.rows());
            for (var row : deadLetters) {
                if (row.outcome() == Outcome.DEAD_LETTER && fresh.contains(row.id())) {
                    outbox.add(row.copy());
                }
            }
            deadLetters.clear();
        }

        private static <S, T> Rows<S, T> bindRaw(Rows<S, T> rows, Function<T, RawMessage> raw) {
            return rows.texts("topics", row -> raw.apply(row).topic())
                    .numbers("partitions", row -> raw.apply(row).partition())
                    .positions("offsets", row -> raw.apply(row).offset())
                    .bytes("keys", row -> raw.apply(row).key())
                    .bytes("headers", row -> Headers.write(raw.apply(row).headers()))
                    .bytes("values", row -> raw.apply(row).value());
        }

        private void writeOutbox() {
            wakesRelay |= !outbox.isEmpty();
            writes.add("""
                            insert into outbox (topic, key, id, type, time, headers, data)
                            select * from unnest(:topics, :keys, :ids, :types, :times, :headers, :data)
                            """, outbox)
                    .texts("topics", OutboxRow::topic)
                    .bytes("keys", OutboxRow::key)
                    .ids("ids", OutboxRow::id)
                    .texts("types", OutboxRow::type)
                    .times("times", OutboxRow::time)
                    .bytes("headers", OutboxRow::headers)
                    .bytes("data", OutboxRow::data);
            outbox.clear();
        }
    }
}
