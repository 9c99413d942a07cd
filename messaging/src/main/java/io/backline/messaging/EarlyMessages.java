package io.backline.messaging;

import io.backline.events.EventStream;
import io.backline.messaging.RoundTrip.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;

/**
 * Messages that came before what they speak of. Who makes a thing takes what was said of it before; what nobody took within
 * {@code backline.early-messages.wait} becomes a dead letter.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class EarlyMessages {
    private static final int LOCKS = 0x6561726C;

    private final Pending pending;
    private final Intake intake;
    private final Jdbi jdbi;

    EarlyMessages(Pending pending, Intake intake, Jdbi jdbi) {
        this.pending = pending;
        this.intake = intake;
        this.jdbi = jdbi;
    }

    /** Keeps the message until somebody takes what was said of {@code awaited}. Name it so that "… is not known" makes a sentence: {@code order 0192…}. */
    public void keep(String awaited, Message<?> message) {
        pending.rows().early(new EarlyMessage(awaited, message.source(), message.id(), message.time(), message.raw()));
    }

    /**
     * What came before by these streams; it is not kept any longer, so each of them is to be read. Make the trip in the transaction that makes the awaited
     * thing. What the same transaction keeps is not among it: that gets a second look.
     */
    public Taken take(Collection<String> awaited, RoundTrip trip, EventStream<?>... streams) {
        var topics = Stream.of(streams).map(EventStream::topic).toList();
        lock(awaited, trip);
        var taken = trip.add("""
                        delete from early_message where awaited = any(:awaited) and topic = any(:topics)
                        returning *
                        """, awaited)
                .texts("awaited", name -> name)
                .statement()
                .bind("topics", Values.texts(topics))
                .map(Positioned::of);
        return new Taken(topics, taken);
    }

    /** A message and its place among all that were kept. */
    private record Positioned(long position, EarlyMessage message) {
        static Positioned of(ResultSet row) throws SQLException {
            return new Positioned(row.getLong("position"), EarlyMessage.of(row));
        }
    }

    /** Messages that are no longer kept. */
    public final class Taken {
        private final List<String> topics;
        private final Answer<Positioned> messages;

        private Taken(List<String> topics, Answer<Positioned> messages) {
            this.topics = topics;
            this.messages = messages;
        }

        /** In order of arrival. */
        public <E> List<Message<E>> of(EventStream<E> stream) {
            if (!topics.contains(stream.topic())) {
                throw new IllegalArgumentException("nothing was taken of " + stream.topic());
            }
            return inOrder(messages)
                    .filter(message -> message.raw().topic().equals(stream.topic()))
                    .map(message -> understood(message, stream))
                    .toList();
        }
    }

    /** Those of the given of this stream that nobody took meanwhile. */
    <E> List<Message<E>> takeBack(List<EarlyMessage> all, EventStream<E> stream) {
        var kept = all.stream()
                .filter(message -> message.raw().topic().equals(stream.topic()))
                .toList();
        var trip = new RoundTrip();
        lock(kept.stream().map(EarlyMessage::awaited).toList(), trip);
        var taken = trip.add("""
                        delete from early_message using unnest(:topics, :partitions, :offsets) as mine (topic, partition, "offset")
                        where early_message.topic = mine.topic and early_message.partition = mine.partition
                            and early_message."offset" = mine."offset"
                        returning early_message.*
                        """, kept)
                .texts("topics", message -> message.raw().topic())
                .numbers("partitions", message -> message.raw().partition())
                .positions("offsets", message -> message.raw().offset())
                .statement()
                .map(Positioned::of);
        trip.make(jdbi);
        return inOrder(taken).map(message -> understood(message, stream)).toList();
    }

    private static Stream<EarlyMessage> inOrder(Answer<Positioned> messages) {
        return messages.rows().stream()
                .sorted(Comparator.comparingLong(Positioned::position))
                .map(Positioned::message);
    }

    private <E> Message<E> understood(EarlyMessage kept, EventStream<E> stream) {
        var message = intake.read(kept.raw(), kept.cameAt(), stream).message();
        if (message == null) {
            throw new IllegalStateException("a message that was kept cannot be read any more: " + kept.raw());
        }
        return message;
    }

    /**
     * Whoever keeps and whoever takes meet here, until the end of their transactions: either the one who takes sees what is kept, or the one who keeps
     * finds, at the second look, that what it waits for is there.
     */
    static void lock(Collection<String> awaited, RoundTrip trip) {
        trip.add("""
                        select count(pg_advisory_xact_lock(:class, key))
                        from (select distinct hashtext(awaited) as key from unnest(:awaited) as awaited order by key) as sorted
                        """, awaited).texts("awaited", name -> name).statement().bind("class", Values.number(LOCKS));
    }
}
