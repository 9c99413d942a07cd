package io.backline.messaging;

import io.backline.events.EventStream;
import io.backline.web.Remembered;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Which events were handled. Where Kafka keeps a stream for a while only, its events are forgotten a good while later; where it keeps it for ever they are
 * remembered for ever, so that a reader that begins again changes nothing: nothing else would know them.
 */
@Singleton
class InboxRows {
    private final Jdbi jdbi;
    private final Set<String> expiring;

    InboxRows(Jdbi jdbi, TopicSettings topics) {
        this.jdbi = jdbi;
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

    /** The first of each event that was never handled before, in order; from now on it was. */
    <E> List<Incoming<E>> fresh(List<Incoming<E>> batch, EventStream<E> stream) {
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
        var added = jdbi.withHandle(
                handle -> new Rows<>(handle.createQuery("""
                        insert into inbox (source, event_id, expires) select *, :expires from unnest(:sources, :ids)
                        on conflict do nothing
                        returning source, event_id
                        """).bind("expires", expiring.contains(stream.topic())), sorted)
                        .texts("sources", EventKey::source)
                        .texts("ids", EventKey::id)
                        .statement()
                        .map((row, context) -> new EventKey(row.getString(1), row.getString(2)))
                        .set());
        if (added.size() < first.size()) {
            first.keySet().retainAll(added);
        }
        return List.copyOf(first.values());
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
