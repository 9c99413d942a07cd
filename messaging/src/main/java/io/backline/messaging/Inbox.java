package io.backline.messaging;

import io.backline.events.EventStream;
import io.backline.messaging.DeadLetter.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets each event act once. A batch is one transaction: which events are new, what they do, what follows from them. A broken message goes to the dead letters
 * alone; while the database is away the batch waits.
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final Attempts attempts;
    private final Intake intake;
    private final Pending pending;
    private final EarlyMessages early;
    private final Consumed consumed;
    private final Jdbi jdbi;

    Inbox(Attempts attempts, Intake intake, Pending pending, EarlyMessages early, Consumed consumed, Jdbi jdbi) {
        this.attempts = attempts;
        this.intake = intake;
        this.pending = pending;
        this.early = early;
        this.consumed = consumed;
        this.jdbi = jdbi;
    }

    /**
     * Hands the messages that are new to {@code work}, in their order, within one transaction. Returns when all of them are done or put aside; throws only when
     * the process ends before that, so that Kafka gives the batch to the next one.
     */
    public <E> void handle(
            ConsumerRecords<byte[], byte[]> records, EventStream<E> stream, Consumer<List<Message<E>>> work) {
        var batch = new ArrayList<Incoming<E>>(records.count());
        for (var record : records) {
            batch.add(intake.read(record, stream));
        }
        attempts.inTransactions(batch, part -> act(part, stream, work), this::putAside);
    }

    private <E> void act(List<Incoming<E>> batch, EventStream<E> stream, Consumer<List<Message<E>>> work) {
        var raw = batch.stream().map(Incoming::raw).toList();
        var positions = consumed.lock(raw);
        var fresh = fresh(batch);
        if (!fresh.isEmpty()) {
            work.accept(fresh.stream().map(Incoming::understood).toList());
        }
        var duplicates = identitySet(
                batch.stream().filter(Incoming::isForUs).map(Incoming::raw).toList());
        fresh.forEach(incoming -> duplicates.remove(incoming.raw()));
        for (var incoming : batch) {
            putAsideUnlessForUs(incoming);
        }
        consumed.count(positions, raw, duplicates);
        pending.rows().write();
        lookAgain(stream, work);
    }

    /** The first of each event that was never handled before, in order. */
    private <E> List<Incoming<E>> fresh(List<Incoming<E>> batch) {
        var first = new LinkedHashMap<EventKey, Incoming<E>>();
        for (var incoming : batch) {
            if (incoming.isForUs()) {
                first.putIfAbsent(EventKey.of(incoming.understood()), incoming);
            }
        }
        if (first.isEmpty()) {
            return List.of();
        }
        var sorted = first.keySet().stream().sorted(EventKey.ORDER).toList();
        var added = jdbi.withHandle(handle -> handle.createQuery("""
                        insert into inbox (source, event_id) select * from unnest(:sources, :ids)
                        on conflict do nothing
                        returning source, event_id
                        """)
                .bindArray("sources", String.class, Columns.of(sorted, EventKey::source))
                .bindArray("ids", String.class, Columns.of(sorted, EventKey::id))
                .map((row, context) -> new EventKey(row.getString(1), row.getString(2)))
                .set());
        if (added.size() < first.size()) {
            first.keySet().retainAll(added);
        }
        return List.copyOf(first.values());
    }

    private void putAsideUnlessForUs(Incoming<?> incoming) {
        if (!incoming.wrong().isEmpty()) {
            pending.rows().deadLetter(DeadLetter.of(incoming.raw(), incoming.wrong()));
        } else if (!incoming.known()) {
            pending.rows()
                    .deadLetter(DeadLetter.of(incoming.raw(), Outcome.SET_ASIDE, "type", "is not known here and now"));
        }
    }

    private void putAside(Incoming<?> incoming, Throwable why) {
        LOG.warnf(why, "%s cannot be handled", incoming.raw());
        var positions = consumed.lock(List.of(incoming.raw()));
        pending.rows().deadLetter(DeadLetter.of(incoming.raw(), why));
        consumed.count(positions, List.of(incoming.raw()), Set.of());
    }

    /** What was waited for may have come while we decided to wait: who made it either sees what we keep now, or is seen by us. */
    private <E> void lookAgain(EventStream<E> stream, Consumer<List<Message<E>>> work) {
        var kept = List.copyOf(pending.rows().kept());
        if (kept.isEmpty()) {
            return;
        }
        var messages = early.takeBack(kept, stream);
        if (!messages.isEmpty()) {
            work.accept(messages);
        }
        pending.rows().write();
    }

    private static <T> Set<T> identitySet(List<T> items) {
        var set = Collections.<T>newSetFromMap(new IdentityHashMap<>());
        set.addAll(items);
        return set;
    }

    private record EventKey(String source, String id) {
        /** Rows are inserted in one order everywhere, so that two batches with the same events wait for each other instead of deadlocking. */
        static final Comparator<EventKey> ORDER =
                Comparator.comparing(EventKey::source).thenComparing(EventKey::id);

        static EventKey of(Message<?> message) {
            return new EventKey(message.source(), message.id());
        }
    }
}
