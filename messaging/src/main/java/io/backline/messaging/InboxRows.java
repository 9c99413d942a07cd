package io.backline.messaging;

import io.backline.events.EventStream;
import io.backline.messaging.RoundTrip.Answer;
import io.backline.web.Remembered;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Which events were handled. Where Kafka keeps a stream for a while only, its events are forgotten a good while later; where it keeps it for ever they are
 * remembered for ever, so that a reader that begins again changes nothing: nothing else would know them.
 */
@Singleton
class InboxRows {
    private final Set<String> expiring;

    InboxRows(TopicSettings topics) {
        this.expiring = topics.expiring().orElse(Set.of());
    }

    @Produces
    @Singleton
    static Remembered remembered(@ConfigProperty(name = "backline.inbox.keep", defaultValue = "60d") Duration keep) {
        return new Remembered(keep, """
                delete from inbox where ctid = any(array(
                    select ctid from inbox where expires and at < :before order by at limit :most for update skip locked))
                """);
    }

    /** Remembers the events of a batch; answers which were not remembered before. */
    <E> Answer<EventKey> remember(List<Incoming<E>> batch, EventStream<E> stream, RoundTrip trip) {
        var expires = expiring.contains(stream.topic());
        var sorted = batch.stream()
                .filter(Incoming::isForUs)
                .map(incoming -> EventKey.of(incoming.understood()))
                .distinct()
                .sorted(EventKey.ORDER)
                .toList();
        return trip.add("""
                        insert into inbox (source, event_id, expires) select * from unnest(:sources, :ids, :expires)
                        on conflict do nothing
                        returning source, event_id
                        """, sorted)
                .texts("sources", EventKey::source)
                .texts("ids", EventKey::id)
                .flags("expires", key -> expires)
                .statement()
                .map(row -> new EventKey(row.getString(1), row.getString(2)));
    }

    /** The first of each event that was never handled before, in order. */
    <E> List<Incoming<E>> fresh(List<Incoming<E>> batch, Answer<EventKey> added) {
        var left = new HashSet<>(added.rows());
        return batch.stream()
                .filter(incoming -> incoming.isForUs() && isNew(incoming, left))
                .toList();
    }

    private static boolean isNew(Incoming<?> incoming, Set<EventKey> added) {
        return added.remove(EventKey.of(incoming.understood()));
    }

    record EventKey(String source, String id) {
        /** Rows are inserted in one order everywhere, so that two batches with the same events wait for each other instead of deadlocking. */
        static final Comparator<EventKey> ORDER =
                Comparator.comparing(EventKey::source).thenComparing(EventKey::id);

        static EventKey of(Message<?> message) {
            return new EventKey(message.source(), message.id());
        }
    }
}
