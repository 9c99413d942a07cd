package io.backline.inventory.inbound;

import static io.backline.events.Streams.STOCK;
import static java.util.stream.Collectors.toMap;

import io.backline.inventory.feed.EventId;
import io.backline.inventory.inbound.Inbounds.Key;
import io.backline.messaging.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Takes in what is told of inbound shipments. The locks of their SKUs are held. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class InboundDesk {
    private final Inbounds inbounds;
    private final Outbox outbox;

    InboundDesk(Inbounds inbounds, Outbox outbox) {
        this.inbounds = inbounds;
        this.outbox = outbox;
    }

    /** Every shipment that something was told of, or of which something was taken back, is read anew from all its facts; one that nobody announced after all is cancelled. */
    public void apply(List<InboundFact> facts, Map<EventId, Instant> takenBack) {
        var touched = new TreeMap<Key, Instant>();
        facts.forEach(fact -> touched.merge(Key.of(fact), fact.toldAt(), InboundDesk::later));
        inbounds.toldBy(takenBack.keySet())
                .forEach((event, inbound) ->
                        touched.merge(inbound, takenBack.getOrDefault(event, Instant.EPOCH), InboundDesk::later));
        if (touched.isEmpty()) {
            return;
        }
        inbounds.tell(facts);
        var before = inbounds.of(touched.keySet());
        var now = new TreeMap<Key, Inbound>();
        before.forEach((key, was) -> now.put(key, was.cancelled()));
        now.putAll(inbounds.read(touched.keySet()));
        inbounds.write(now.values());
        now.forEach((key, is) -> {
            if (!is.equals(before.get(key))) {
                outbox.add(STOCK, is.changed(), touched.getOrDefault(key, Instant.EPOCH));
            }
        });
    }

    /** Under which SKUs these events were told, of those that spoke of shipments. */
    public Map<EventId, String> skusOf(Collection<EventId> events) {
        return inbounds.toldBy(events).entrySet().stream()
                .collect(toMap(Map.Entry::getKey, told -> told.getValue().sku()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
