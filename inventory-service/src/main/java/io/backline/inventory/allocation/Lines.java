package io.backline.inventory.allocation;

import static java.util.stream.Collectors.toMap;

import io.backline.events.Progress;
import io.backline.events.Progress.Stand;
import io.backline.inventory.stock.Movement.OfLine;
import io.backline.messaging.RoundTrip;
import io.backline.messaging.RoundTrip.Answer;
import io.backline.messaging.Values;
import io.backline.messaging.Writes;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Order lines with what they have, by order and by their place in the release order of a SKU. */
@ApplicationScoped
class Lines {
    private static final String WITH_STANDS = """
            select line.*, stand.* from (%s) as line
            left join lateral (
                select array_agg(location) as locations, array_agg(allocated) as allocated_there, array_agg(told_picked) as told_picked,
                    array_agg(told_packed) as told_packed, array_agg(shipped) as shipped_there, array_agg(missing_picked) as missing_picked
                from allocation where allocation.order_id = line.order_id and allocation.line_number = line.line_number) as stand on true
            """;

    private static final String OF_ORDERS = WITH_STANDS.formatted("""
            select * from line where order_id = any(:orders)""");

    private static final String WAITING = WITH_STANDS.formatted("""
            select * from line where sku = :sku and requested > allocated and not refuse
            order by release_key, order_id, line_number limit :limit""") + "order by release_key, order_id, line_number";

    private static final String WAITING_AFTER =
            WITH_STANDS.formatted("""
            select * from line where sku = :sku and requested > allocated and not refuse
                and (release_key, order_id, line_number) > (:key, :order, :number)
            order by release_key, order_id, line_number limit :limit""") + "order by release_key, order_id, line_number";

    private static final String UNPICKED =
            WITH_STANDS.formatted("""
            select line.* from (
                select order_id, line_number from allocation where sku = :sku and location = :location and allocated > picked
                order by release_key desc, order_id desc, line_number desc limit :limit) as last
            join line using (order_id, line_number)""") + "order by release_key desc, order_id desc, line_number desc";

    private static final String UNPICKED_BEFORE =
            WITH_STANDS.formatted("""
            select line.* from (
                select order_id, line_number from allocation where sku = :sku and location = :location and allocated > picked
                    and (release_key, order_id, line_number) < (:key, :order, :number)
                order by release_key desc, order_id desc, line_number desc limit :limit) as last
            join line using (order_id, line_number)""") + "order by release_key desc, order_id desc, line_number desc";

    private final Writes writes;
    private final Jdbi jdbi;

    Lines(Writes writes, Jdbi jdbi) {
        this.writes = writes;
        this.jdbi = jdbi;
    }

    /** The lines of these orders. */
    Answer<Line> of(Collection<UUID> orders, RoundTrip trip) {
        return trip.add(OF_ORDERS, orders).ids("orders", id -> id).statement().map(Lines::line);
    }

    /** Tells the lines which of their picks are only implied so far. */
    void bookImpliedPicks(Collection<Line> lines) {
        var byId = lines.stream().collect(toMap(Line::id, Function.identity()));
        jdbi.useHandle(handle -> handle.createQuery("""
                        select order_id, line_number, location, at, sum(picked_change)::int as units from ledger
                        where kind = 'PICK_IMPLIED' and order_id = any(:orders)
                        group by order_id, line_number, location, at
                        having sum(picked_change) <> 0
                        """)
                .bind(
                        "orders",
                        Values.ids(lines.stream().map(Line::orderId).distinct().toList()))
                .map((row, context) -> {
                    var line = byId.get(new OfLine(row.getObject("order_id", UUID.class), row.getInt("line_number")));
                    if (line != null) {
                        line.impliedPicks()
                                .book(
                                        row.getString("location"),
                                        row.getTimestamp("at").toInstant(),
                                        row.getInt("units"));
                    }
                    return true;
                })
                .forEach(booked -> {}));
    }

    /** The lines of a SKU that a transaction does not know yet. */
    ReleaseOrder.Pages pagesOf(String sku) {
        return new ReleaseOrder.Pages() {
            @Override
            public List<Line> waiting(@Nullable Place after, int limit) {
                return read(after == null ? WAITING : WAITING_AFTER, after, query -> query.bind("sku", sku)
                        .bind("limit", limit));
            }

            @Override
            public List<Line> unpicked(String location, @Nullable Place before, int limit) {
                return read(before == null ? UNPICKED : UNPICKED_BEFORE, before, query -> query.bind("sku", sku)
                        .bind("location", location)
                        .bind("limit", limit));
            }
        };
    }

    private List<Line> read(String sql, @Nullable Place from, Function<Query, Query> bind) {
        return jdbi.withHandle(handle -> {
            var query = bind.apply(handle.createQuery(sql));
            if (from != null) {
                query.bind("key", from.releaseKey())
                        .bind("order", from.orderId())
                        .bind("number", from.lineNumber());
            }
            return query.map((row, context) -> line(row)).list();
        });
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                new OfLine(row.getObject("order_id", UUID.class), row.getInt("line_number")),
                row.getString("sku"),
                row.getInt("ordered"),
                row.getInt("requested"),
                row.getBoolean("refuse"),
                row.getTimestamp("placed_at").toInstant(),
                row.getTimestamp("release_key").toInstant(),
                row.getTimestamp("since").toInstant(),
                new Progress(stands(row), row.getInt("unwanted"), row.getInt("missing")));
    }

    private static SortedMap<String, Stand> stands(ResultSet row) throws SQLException {
        var stands = new TreeMap<String, Stand>();
        var array = row.getArray("locations");
        if (array == null) {
            return stands;
        }
        var locations = (String[]) array.getArray();
        var allocated = (Integer[]) row.getArray("allocated_there").getArray();
        var picked = (Integer[]) row.getArray("told_picked").getArray();
        var packed = (Integer[]) row.getArray("told_packed").getArray();
        var shipped = (Integer[]) row.getArray("shipped_there").getArray();
        var missing = (Integer[]) row.getArray("missing_picked").getArray();
        for (var i = 0; i < locations.length; i++) {
            stands.put(locations[i], new Stand(allocated[i], picked[i], packed[i], shipped[i], missing[i]));
        }
        return stands;
    }

    void write(Collection<Line> changed) {
        var lines = List.copyOf(changed);
        writeLines(lines);
        writeAllocations(lines);
        deleteAllocationsLeft(lines);
    }

    private void writeLines(List<Line> lines) {
        writes.add("""
                        insert into line (order_id, line_number, sku, ordered, requested, refuse, allocated, picked, shipped,
                            unwanted, missing, placed_at, release_key, since)
                        select * from unnest(:orders, :numbers, :skus, :ordered, :requested, :refuse, :allocated, :picked, :shipped,
                            :unwanted, :missing, :placed, :keys, :since)
                        on conflict (order_id, line_number) do update set requested = excluded.requested, allocated = excluded.allocated,
                            picked = excluded.picked, shipped = excluded.shipped, unwanted = excluded.unwanted, missing = excluded.missing,
                            release_key = excluded.release_key, since = excluded.since
                        """, lines)
                .ids("orders", Line::orderId)
                .numbers("numbers", Line::number)
                .texts("skus", Line::sku)
                .numbers("ordered", Line::ordered)
                .numbers("requested", Line::requested)
                .flags("refuse", Line::refuses)
                .numbers("allocated", line -> line.progress().allocated())
                .numbers("picked", line -> line.progress().picked())
                .numbers("shipped", line -> line.progress().shipped())
                .numbers("unwanted", line -> line.progress().unwanted())
                .numbers("missing", line -> line.progress().missing())
                .times("placed", Line::placedAt)
                .times("keys", line -> line.place().releaseKey())
                .times("since", Line::since);
    }

    private record Standing(Line line, String location, Stand stand) {}

    private void writeAllocations(List<Line> lines) {
        var stands = new ArrayList<Standing>();
        for (var line : lines) {
            line.progress().locations().forEach((location, stand) -> stands.add(new Standing(line, location, stand)));
        }
        writes.add("""
                        insert into allocation (order_id, line_number, location, sku, release_key, allocated, told_picked, told_packed, shipped,
                            missing_picked)
                        select * from unnest(:orders, :numbers, :locations, :skus, :keys, :allocated, :picked, :packed, :shipped, :missing)
                        on conflict (order_id, line_number, location) do update set release_key = excluded.release_key,
                            allocated = excluded.allocated, told_picked = excluded.told_picked, told_packed = excluded.told_packed,
                            shipped = excluded.shipped, missing_picked = excluded.missing_picked
                        """, stands)
                .ids("orders", standing -> standing.line().orderId())
                .numbers("numbers", standing -> standing.line().number())
                .texts("locations", Standing::location)
                .texts("skus", standing -> standing.line().sku())
                .times("keys", standing -> standing.line().place().releaseKey())
                .numbers("allocated", standing -> standing.stand().allocated())
                .numbers("picked", standing -> standing.stand().toldPicked())
                .numbers("packed", standing -> standing.stand().toldPacked())
                .numbers("shipped", standing -> standing.stand().shipped())
                .numbers("missing", standing -> standing.stand().missingPicked());
    }

    private record Left(Line line, String location) {}

    private void deleteAllocationsLeft(List<Line> lines) {
        var left = new ArrayList<Left>();
        lines.forEach(line -> line.locationsLeft().forEach(location -> left.add(new Left(line, location))));
        writes.add("""
                        delete from allocation using unnest(:orders, :numbers, :locations) as gone (order_id, line_number, location)
                        where (allocation.order_id, allocation.line_number, allocation.location)
                            = (gone.order_id, gone.line_number, gone.location)
                        """, left)
                .ids("orders", gone -> gone.line().orderId())
                .numbers("numbers", gone -> gone.line().number())
                .texts("locations", Left::location);
    }
}
