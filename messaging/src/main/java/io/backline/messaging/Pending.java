package io.backline.messaging;

import io.backline.messaging.DeadLetter.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatement;

/** What a transaction has to say at its end, written with one statement per table just before it commits. */
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
    Rows rows() {
        var rows = (Rows) transaction.getResource(KEY);
        if (rows == null) {
            rows = new Rows();
            transaction.putResource(KEY, rows);
            transaction.registerInterposedSynchronization(rows);
        }
        return rows;
    }

    /** An event that is not handled after all: it may come again. */
    private record Forgotten(String source, String id) {}

    final class Rows implements Synchronization {
        private List<OutboxRow> outbox = new ArrayList<>();
        private List<DeadLetter> deadLetters = new ArrayList<>();
        private List<Forgotten> forgotten = new ArrayList<>();
        private List<EarlyMessage> early = new ArrayList<>();
        private boolean wakesRelay;
        private final List<EarlyMessage> kept = new ArrayList<>();

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
            if (outbox.isEmpty() && deadLetters.isEmpty() && forgotten.isEmpty() && early.isEmpty()) {
                return;
            }
            jdbi.useHandle(handle -> {
                writeEarly(handle);
                writeForgotten(handle);
                writeDeadLetters(handle);
                writeOutbox(handle);
            });
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

        private void writeEarly(Handle handle) {
            if (early.isEmpty()) {
                return;
            }
            var rows = early;
            early = new ArrayList<>();
            EarlyMessages.lock(handle, rows.stream().map(EarlyMessage::awaited).toList());
            bindRaw(rows, EarlyMessage::raw, handle.createUpdate("""
                            insert into early_message (awaited, source, event_id, came_at, topic, partition, "offset", key, headers, value)
                            select * from unnest(:awaited, :sources, :ids, :cameAt, :topics, :partitions, :offsets, :keys, :headers, :values)
                            """))
                    .bindArray("awaited", String.class, Columns.of(rows, EarlyMessage::awaited))
                    .bindArray("sources", String.class, Columns.of(rows, EarlyMessage::source))
                    .bindArray("ids", String.class, Columns.of(rows, EarlyMessage::id))
                    .bindArray("cameAt", Instant.class, Columns.of(rows, EarlyMessage::cameAt))
                    .execute();
        }

        private void writeForgotten(Handle handle) {
            if (forgotten.isEmpty()) {
                return;
            }
            var rows = forgotten;
            forgotten = new ArrayList<>();
            handle.createUpdate("""
                            delete from inbox using unnest(:sources, :ids) as forgotten (source, event_id)
                            where inbox.source = forgotten.source and inbox.event_id = forgotten.event_id
                            """)
                    .bindArray("sources", String.class, Columns.of(rows, Forgotten::source))
                    .bindArray("ids", String.class, Columns.of(rows, Forgotten::id))
                    .execute();
        }

        private void writeDeadLetters(Handle handle) {
            if (deadLetters.isEmpty()) {
                return;
            }
            var rows = deadLetters;
            deadLetters = new ArrayList<>();
            var added = new HashSet<>(bindRaw(rows, DeadLetter::raw, handle.createQuery("""
                            insert into dead_letter (id, topic, partition, "offset", key, headers, value, outcome, field, reason)
                            select * from unnest(:ids, :topics, :partitions, :offsets, :keys, :headers, :values, :outcomes, :fields, :reasons)
                            on conflict do nothing
                            returning id
                            """))
                    .bindArray("ids", UUID.class, Columns.of(rows, DeadLetter::id))
                    .bindArray("outcomes", String.class, Columns.of(rows, row -> row.outcome()
                            .name()))
                    .bindArray("fields", String.class, Columns.of(rows, DeadLetter::field))
                    .bindArray("reasons", String.class, Columns.of(rows, DeadLetter::reason))
                    .mapTo(UUID.class)
                    .list());
            for (var row : rows) {
                if (row.outcome() == Outcome.DEAD_LETTER && added.contains(row.id())) {
                    outbox.add(row.copy());
                }
            }
        }

        private static <T, S extends SqlStatement<S>> S bindRaw(
                List<T> rows, Function<T, RawMessage> raw, S statement) {
            var messages = rows.stream().map(raw).toList();
            return statement
                    .bindArray("topics", String.class, Columns.of(messages, RawMessage::topic))
                    .bindArray("partitions", Integer.class, Columns.of(messages, RawMessage::partition))
                    .bindArray("offsets", Long.class, Columns.of(messages, RawMessage::offset))
                    .bindArray("keys", byte[].class, Columns.of(messages, RawMessage::key))
                    .bindArray("headers", byte[].class, Columns.of(messages, one -> Headers.write(one.headers())))
                    .bindArray("values", byte[].class, Columns.of(messages, RawMessage::value));
        }

        private void writeOutbox(Handle handle) {
            if (outbox.isEmpty()) {
                return;
            }
            var rows = outbox;
            outbox = new ArrayList<>();
            handle.createUpdate("""
                            insert into outbox (topic, key, id, type, time, headers, data)
                            select * from unnest(:topics, :keys, :ids, :types, :times, :headers, :data)
                            """)
                    .bindArray("topics", String.class, Columns.of(rows, OutboxRow::topic))
                    .bindArray("keys", byte[].class, Columns.of(rows, OutboxRow::key))
                    .bindArray("ids", UUID.class, Columns.of(rows, OutboxRow::id))
                    .bindArray("types", String.class, Columns.of(rows, OutboxRow::type))
                    .bindArray("times", Instant.class, Columns.of(rows, OutboxRow::time))
                    .bindArray("headers", byte[].class, Columns.of(rows, OutboxRow::headers))
                    .bindArray("data", byte[].class, Columns.of(rows, OutboxRow::data))
                    .execute();
            wakesRelay = true;
        }
    }
}
