package io.backline.messaging;

import io.backline.events.EventStream;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * Lets each event act once. A batch is one transaction, or two side by side: which events are new, what they do, what follows from them. A broken message goes to the dead letters
 * alone; while the database is away the batch waits.
 */
@ApplicationScoped
public class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private final Batches batches;
    private final Attempts attempts;
    private final Intake intake;
    private final Pending pending;
    private final EarlyMessages early;
    private final Consumed consumed;
    private final InboxRows rows;
    private final Jdbi jdbi;
    private final List<Reading> readings = new CopyOnWriteArrayList<>();

    Inbox(
            Batches batches,
            Attempts attempts,
            Intake intake,
            Pending pending,
            EarlyMessages early,
            Consumed consumed,
            InboxRows rows,
            Jdbi jdbi) {
        this.batches = batches;
        this.attempts = attempts;
        this.intake = intake;
        this.pending = pending;
        this.early = early;
        this.consumed = consumed;
        this.rows = rows;
        this.jdbi = jdbi;
    }

    /** What listens to a channel and hands the messages that are new to {@code work}, in their order, as many in one transaction as have come. */
    public <E> Reading reading(EventStream<E> stream, Consumer<List<Message<E>>> work) {
        return reading(stream, work, numbers -> {});
    }

    /**
     * As above; {@code passedBy} hears, in the same transaction, the numbers of those that were not handed over: broken, of an unknown type, passed over, given up or
     * handled before.
     */
    public <E> Reading reading(
            EventStream<E> stream, Consumer<List<Message<E>>> work, Consumer<List<Numbered>> passedBy) {
        var reading = new Reading(
                stream.topic(),
                record -> !Intake.passesOver(record, stream),
                records -> handle(records, stream, work, passedBy));
        readings.add(reading);
        return reading;
    }

    /** Before those are told who wait for the database: that they give up is no failure then. */
    void mayGiveUp(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        readings.forEach(Reading::mayGiveUp);
    }

    @PreDestroy
    void end() throws InterruptedException {
        for (var reading : readings) {
            reading.end();
        }
    }

    /** Handles records, of a channel or not: returns when all are done or put aside, and throws only when the process ends before that. */
    public <E> void handle(
            List<ConsumerRecord<byte[], byte[]>> records,
            EventStream<E> stream,
            Consumer<List<Message<E>>> work,
            Consumer<List<Numbered>> passedBy) {
        batches.begin(records);
        var batch = new ArrayList<Incoming<E>>(records.size());
        for (var record : records) {
            batch.add(intake.read(record, stream));
        }
        attempts.inTransactions(
                batch, part -> act(part, stream, work, passedBy), (incoming, why) -> putAside(incoming, why, passedBy));
        batches.end();
    }

    private <E> void act(
            List<Incoming<E>> batch,
            EventStream<E> stream,
            Consumer<List<Message<E>>> work,
            Consumer<List<Numbered>> passedBy) {
        var raw = batch.stream().map(Incoming::raw).toList();
        var trip = new RoundTrip();
        var positions = consumed.lock(raw, trip);
        var remembered = rows.remember(batch, stream, trip);
        trip.make(jdbi);
        var fresh = rows.fresh(batch, remembered);
        if (!fresh.isEmpty()) {
            work.accept(fresh.stream().map(Incoming::understood).toList());
        }
        var handedOver = identitySet(fresh);
        var others = batch.stream()
                .filter(incoming -> !handedOver.contains(incoming))
                .toList();
        tellNumbers(others, passedBy);
        others.forEach(this::putAsideUnlessForUs);
        consumed.count(positions.rows(), batch, handedOver);
        pending.rows().write();
        lookAgain(stream, work);
    }

    private static void tellNumbers(List<? extends Incoming<?>> passed, Consumer<List<Numbered>> passedBy) {
        var numbers = new ArrayList<Numbered>();
        for (var incoming : passed) {
            if (incoming.number() != null) {
                numbers.add(incoming.number());
            }
        }
        if (!numbers.isEmpty()) {
            passedBy.accept(numbers);
        }
    }

    private void putAsideUnlessForUs(Incoming<?> incoming) {
        if (!incoming.wrong().isEmpty()) {
            pending.rows().deadLetter(DeadLetter.of(incoming.raw(), incoming.wrong()));
        } else if (!incoming.known()) {
            pending.rows()
                    .deadLetter(DeadLetter.of(incoming.raw(), Outcome.SET_ASIDE, "type", "is not known here and now"));
        }
    }

    private void putAside(Incoming<?> incoming, Throwable why, Consumer<List<Numbered>> passedBy) {
        LOG.warnf(why, "%s cannot be handled", incoming.raw());
        var trip = new RoundTrip();
        var positions = consumed.lock(List.of(incoming.raw()), trip);
        trip.make(jdbi);
        tellNumbers(List.of(incoming), passedBy);
        pending.rows().deadLetter(DeadLetter.of(incoming.raw(), why));
        consumed.count(positions.rows(), List.of(incoming), Set.of(incoming));
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
}
