package io.backline.inventory.stock;

import io.backline.inventory.feed.EventId;
import io.backline.inventory.stock.Movement.Kind;
import io.backline.inventory.stock.Movement.OfLine;
import io.backline.messaging.RoundTrip;
import io.backline.messaging.Rows;
import io.backline.messaging.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All movements of all stock items, append only. What is retracted stays in it and counts no more. */
@ApplicationScoped
public class Ledger {
    private final Writes writes;
    private final Jdbi jdbi;

    Ledger(Writes writes, Jdbi jdbi) {
        this.writes = writes;
        this.jdbi = jdbi;
    }

    /** A movement of a SKU. */
    public record Entry(String sku, Movement movement) {}

    /** How far back a stock item's ledger is needed: to a count as of some time, or to the count before something that is retracted. */
    public record Reach(
            String sku,
            String location,
            @Nullable Instant counted,
            @Nullable Instant retracted) {}

    /** The ends of ledgers that later decisions reach back to, in order of arrival. */
    RoundTrip.Statement tails(Collection<Reach> reaches, RoundTrip trip) {
        return trip.add("""
                        select tail.* from unnest(:skus, :locations, :counted, :retracted) as reach (sku, location, counted, retracted)
                        cross join lateral (
                            select least(reach.counted, case when reach.retracted is not null then coalesce((
                                select at from ledger as earlier
                                where earlier.sku = reach.sku and earlier.location = reach.location and earlier.at < reach.retracted
                                    and earlier.counted is not null
                                    and not exists (select from retraction where (source, event_id) = (earlier.source, earlier.event_id))
                                order by at desc limit 1), '-infinity') end) as at) as beginning
                        cross join lateral (
                            select * from ledger
                            where ledger.sku = reach.sku and ledger.location = reach.location and ledger.at >= beginning.at
                            order by at, position) as tail
                        where tail.order_id is not null
                            or not exists (select from retraction where (source, event_id) = (tail.source, tail.event_id))
                        order by tail.at, tail.position
                        """, reaches)
                .texts("skus", Reach::sku)
                .texts("locations", Reach::location)
                .times("counted", Reach::counted)
                .times("retracted", Reach::retracted)
                .statement();
    }

    /** What these events told of stock, if they came already. */
    public List<Entry> toldBy(Collection<EventId> events) {
        if (events.isEmpty()) {
            return List.of();
        }
        var rows = List.copyOf(events);
        return jdbi.withHandle(handle -> Rows.of(handle.createQuery("""
                        select ledger.* from unnest(:sources, :ids) as told (source, event_id)
                        join ledger using (source, event_id)
                        """), rows)
                .texts("sources", EventId::source)
                .texts("ids", EventId::id)
                .statement()
                .map((row, context) -> entry(row))
                .list());
    }

    /** Those of the given events that are retracted. */
    public Set<EventId> retracted(Collection<EventId> events) {
        var rows = List.copyOf(events);
        return new HashSet<>(jdbi.withHandle(handle -> Rows.of(handle.createQuery("""
                        select source, event_id from unnest(:sources, :ids) as told (source, event_id)
                        join retraction using (source, event_id)
                        """), rows)
                .texts("sources", EventId::source)
                .texts("ids", EventId::id)
                .statement()
                .map((row, context) -> new EventId(row.getString(1), row.getString(2)))
                .list()));
    }

    /** From now on this event counts no more, nor will it when it comes. */
    public void retract(EventId event, String sku, String reason) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        insert into retraction (source, event_id, sku, reason) values (:source, :id, :sku, :reason)
                        on conflict do nothing
                        """)
                .bind("source", event.source())
                .bind("id", event.id())
                .bind("sku", sku)
                .bind("reason", reason)
                .execute());
    }

    public void add(List<Entry> entries) {
        writes.add("""
                        insert into ledger (sku, location, kind, counted, shelf_change, picked_change, at, source, event_id,
                            order_id, line_number, remark)
                        select sku, location, kind, counted, shelf_change, picked_change, at, source, event_id, order_id, line_number, remark
                        from unnest(:skus, :locations, :kinds, :counted, :shelfChanges, :pickedChanges, :ats, :sources, :ids,
                            :orders, :lineNumbers, :remarks) with ordinality
                            as moved (sku, location, kind, counted, shelf_change, picked_change, at, source, event_id,
                                order_id, line_number, remark, number)
                        order by number
                        """, entries)
                .texts("skus", Entry::sku)
                .texts("locations", entry -> entry.movement().location())
                .texts("kinds", entry -> entry.movement().kind())
                .positions("counted", entry -> entry.movement().counted())
                .positions("shelfChanges", entry -> entry.movement().shelfChange())
                .positions("pickedChanges", entry -> entry.movement().pickedChange())
                .times("ats", entry -> entry.movement().at())
                .texts("sources", entry -> entry.movement().fact().source())
                .texts("ids", entry -> entry.movement().fact().eventId())
                .ids("orders", entry -> orderId(entry.movement()))
                .numbers("lineNumbers", entry -> lineNumber(entry.movement()))
                .texts("remarks", entry -> entry.movement().remark());
    }

    private static @Nullable UUID orderId(Movement movement) {
        return movement.line() == null ? null : movement.line().orderId();
    }

    private static @Nullable Integer lineNumber(Movement movement) {
        return movement.line() == null ? null : movement.line().lineNumber();
    }

    static Entry entry(ResultSet row) throws SQLException {
        var orderId = row.getObject("order_id", UUID.class);
        return new Entry(
                row.getString("sku"),
                new Movement(
                        Kind.valueOf(row.getString("kind")),
                        row.getString("location"),
                        row.getObject("counted", Long.class),
                        row.getLong("shelf_change"),
                        row.getLong("picked_change"),
                        new Fact(
                                row.getString("source"),
                                row.getString("event_id"),
                                row.getTimestamp("at").toInstant()),
                        orderId == null ? null : new OfLine(orderId, row.getInt("line_number")),
                        row.getString("remark")));
    }
}
