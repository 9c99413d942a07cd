package io.backline.inventory.inbound;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import io.backline.inventory.feed.EventId;
import io.backline.inventory.inbound.InboundFact.Kind;
import io.backline.messaging.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Inbound shipments and all that was told of them. */
@ApplicationScoped
class Inbounds {
    private final Jdbi jdbi;

    Inbounds(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Suppliers number their shipments; one shipment may hold several SKUs. */
    record Key(String sku, String inboundId) implements Comparable<Key> {
        static Key of(InboundFact fact) {
            return new Key(fact.sku(), fact.inboundId());
        }

        static Key of(Inbound inbound) {
            return new Key(inbound.sku(), inbound.inboundId());
        }

        @Override
        public int compareTo(Key other) {
            var bySku = sku.compareTo(other.sku);
            return bySku == 0 ? inboundId.compareTo(other.inboundId) : bySku;
        }
    }

    void tell(List<InboundFact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> Rows.of(handle.createUpdate("""
                        insert into inbound_fact (sku, inbound_id, kind, supplier_id, location, quantity, expected_at, source, event_id)
                        select sku, inbound_id, kind, supplier_id, location, quantity, expected_at, source, event_id
                        from unnest(:skus, :inbounds, :kinds, :suppliers, :locations, :quantities, :expected, :sources, :ids) with ordinality
                            as fact (sku, inbound_id, kind, supplier_id, location, quantity, expected_at, source, event_id, number)
                        order by number
                        """), facts)
                .texts("skus", InboundFact::sku)
                .texts("inbounds", InboundFact::inboundId)
                .texts("kinds", fact -> fact.kind())
                .texts("suppliers", InboundFact::supplierId)
                .texts("locations", InboundFact::location)
                .numbers("quantities", InboundFact::quantity)
                .times("expected", InboundFact::expectedAt)
                .texts("sources", InboundFact::source)
                .texts("ids", InboundFact::eventId)
                .statement()
                .execute());
    }

    /** The shipments that these events spoke of. */
    Map<EventId, Key> toldBy(Collection<EventId> events) {
        if (events.isEmpty()) {
            return Map.of();
        }
        var rows = List.copyOf(events);
        return jdbi.withHandle(handle -> Rows.of(handle.createQuery("""
                        select source, event_id, sku, inbound_id from inbound_fact
                        join unnest(:sources, :ids) as told (source, event_id) using (source, event_id)
                        """), rows)
                .texts("sources", EventId::source)
                .texts("ids", EventId::id)
                .statement()
                .reduceRows(new HashMap<EventId, Key>(), (found, row) -> {
                    found.put(
                            new EventId(row.getColumn("source", String.class), row.getColumn("event_id", String.class)),
                            new Key(row.getColumn("sku", String.class), row.getColumn("inbound_id", String.class)));
                    return found;
                }));
    }

    /** As they were written last. */
    Map<Key, Inbound> of(Collection<Key> keys) {
        var rows = List.copyOf(keys);
        return jdbi.withHandle(handle -> Rows.of(handle.createQuery("""
                        select inbound.* from inbound
                        join unnest(:skus, :inbounds) as wanted (sku, inbound_id) using (sku, inbound_id)
                        """), rows)
                .texts("skus", Key::sku)
                .texts("inbounds", Key::inboundId)
                .statement()
                .map((row, context) -> new Inbound(
                        row.getString("sku"),
                        row.getString("inbound_id"),
                        row.getString("supplier_id"),
                        row.getString("location"),
                        row.getInt("quantity"),
                        row.getTimestamp("expected_at").toInstant()))
                .collect(toMap(Key::of, identity())));
    }

    /** As all that was told of them says, but what was retracted. */
    Map<Key, Inbound> read(Collection<Key> keys) {
        var rows = List.copyOf(keys);
        var facts = jdbi.withHandle(handle -> Rows.of(handle.createQuery("""
                        select fact.* from inbound_fact as fact
                        join unnest(:skus, :inbounds) as wanted (sku, inbound_id) using (sku, inbound_id)
                        where not exists (select from retraction where (source, event_id) = (fact.source, fact.event_id))
                        order by position
                        """), rows)
                .texts("skus", Key::sku)
                .texts("inbounds", Key::inboundId)
                .statement()
                .map((row, context) -> fact(row))
                .collect(groupingBy(Key::of)));
        return facts.values().stream()
                .flatMap(ofOne -> Inbound.of(ofOne).stream())
                .collect(toMap(Key::of, identity()));
    }

    private static InboundFact fact(ResultSet row) throws SQLException {
        return new InboundFact(
                row.getString("sku"),
                row.getString("inbound_id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("supplier_id"),
                row.getString("location"),
                row.getObject("quantity", Integer.class),
                instant(row.getTimestamp("expected_at")),
                row.getString("source"),
                row.getString("event_id"),
                row.getTimestamp("told_at").toInstant());
    }

    void write(Collection<Inbound> inbounds) {
        var rows = List.copyOf(inbounds);
        jdbi.useHandle(handle -> Rows.of(handle.createUpdate("""
                        insert into inbound (sku, inbound_id, supplier_id, location, quantity, expected_at)
                        select * from unnest(:skus, :inbounds, :suppliers, :locations, :quantities, :expected)
                        on conflict (sku, inbound_id) do update set supplier_id = excluded.supplier_id, location = excluded.location,
                            quantity = excluded.quantity, expected_at = excluded.expected_at
                        """), rows)
                .texts("skus", Inbound::sku)
                .texts("inbounds", Inbound::inboundId)
                .texts("suppliers", Inbound::supplierId)
                .texts("locations", Inbound::location)
                .numbers("quantities", Inbound::quantity)
                .times("expected", Inbound::expectedAt)
                .statement()
                .execute());
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
