package io.backline.order.order;

import io.backline.events.BacklogStage;
import io.backline.events.BackorderArrangement;
import io.backline.events.HoldKind;
import io.backline.events.Json;
import io.backline.events.OrderEvent.ShipTo;
import io.backline.events.Priority;
import io.backline.events.Progress;
import io.backline.events.Shipping;
import io.backline.messaging.RoundTrip;
import io.backline.messaging.Rows;
import io.backline.messaging.Values;
import io.backline.messaging.Writes;
import io.backline.order.order.Units.Answer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jspecify.annotations.Nullable;

/** All orders. Whatever their number, reading and writing them takes one statement a table, and one round trip for all of these. */
@ApplicationScoped
class Orders {
    private final Writes writes;
    private final Jdbi jdbi;

    Orders(Writes writes, Jdbi jdbi) {
        this.writes = writes;
        this.jdbi = jdbi;
    }

    /** The orders as they are, and as they stay until the transaction ends; locked in the order of their ids. */
    Map<UUID, Order> lock(Collection<UUID> orderIds) {
        return read(orderIds, "for update");
    }

    /** Some of those with a hold whose date has come, locked; those that somebody else is at are left for later. */
    Collection<Order> lockDue(Instant now, int most, int skipped) {
        var ids = jdbi.withHandle(handle -> handle.createQuery("""
                        select order_id from orders where order_id in (
                            select order_id from hold where lifted_at is null and until <= :now
                            order by until, order_id limit :most offset :skipped)
                        for update skip locked
                        """)
                .bind("now", now)
                .bind("most", most)
                .bind("skipped", skipped)
                .mapTo(UUID.class)
                .list());
        return ids.isEmpty() ? List.of() : lock(ids).values();
    }

    Map<UUID, Order> find(Collection<UUID> orderIds) {
        return read(orderIds, "");
    }

    /** What is asked after the heads is read when these are locked. */
    private Map<UUID, Order> read(Collection<UUID> orderIds, String lock) {
        var ids = Values.ids(orderIds);
        var trip = new RoundTrip();
        var heads = trip.add("select * from orders where order_id = any(:ids) order by order_id " + lock)
                .bind("ids", ids)
                .map(Head::of);
        var lines = lines(ids, openVisits(ids, trip), trip);
        var holds = holds(ids, trip);
        var shipments = shipments(ids, trip);
        trip.make(jdbi);
        var orders = new LinkedHashMap<UUID, Order>();
        for (var head : heads.rows()) {
            var id = head.identity().orderId();
            orders.put(
                    id,
                    new Order(
                            head.identity(),
                            head.terms(),
                            head.version(),
                            head.pickRevision(),
                            lines.getOrDefault(id, List.of()),
                            holds.getOrDefault(id, List.of()),
                            shipments.getOrDefault(id, List.of())));
        }
        return orders;
    }

    private record Head(Identity identity, Terms terms, int version, int pickRevision) {
        static Head of(ResultSet row) throws SQLException {
            var ruleSet = row.getString("rule_set");
            return new Head(
                    new Identity(
                            row.getObject("order_id", UUID.class),
                            row.getString("channel"),
                            row.getString("external_id"),
                            row.getString("customer_id"),
                            moment(row, "placed_at"),
                            row.getString("currency"),
                            new ShipTo(row.getString("country"), row.getString("region"), row.getString("postal_code")),
                            instant(row, "essential_by"),
                            ruleSet == null ? null : RuleSet.valueOf(ruleSet),
                            instant(row, "ship_by")),
                    new Terms(
                            Priority.valueOf(row.getString("priority")),
                            instant(row, "need_by"),
                            Shipping.valueOf(row.getString("shipping"))),
                    row.getInt("version"),
                    row.getInt("pick_revision"));
        }
    }

    private record LineKey(UUID orderId, int lineNumber) {
        static LineKey of(ResultSet row) throws SQLException {
            return new LineKey(row.getObject("order_id", UUID.class), row.getInt("line_number"));
        }
    }

    private static Map<LineKey, List<Visit>> openVisits(Argument ids, RoundTrip trip) {
        var visits = new HashMap<LineKey, List<Visit>>();
        trip.add("""
                        select * from stage_visit where order_id = any(:ids) and left_at is null
                        order by order_id, line_number, entered_at, visit_id
                        """).bind("ids", ids).each(row -> visits.computeIfAbsent(LineKey.of(row), key -> new ArrayList<>())
                .add(new Visit(
                        row.getLong("visit_id"),
                        new Spot(BacklogStage.valueOf(row.getString("stage")), row.getString("location")),
                        row.getInt("units"),
                        moment(row, "entered_at"),
                        null)));
        return visits;
    }

    /** Their visits are asked for before. */
    private static Map<UUID, List<Line>> lines(Argument ids, Map<LineKey, List<Visit>> visits, RoundTrip trip) {
        var lines = new HashMap<UUID, List<Line>>();
        trip.add("select * from order_line where order_id = any(:ids) order by order_id, line_number")
                .bind("ids", ids)
                .each(row -> {
                    var key = LineKey.of(row);
                    lines.computeIfAbsent(key.orderId(), id -> new ArrayList<>())
                            .add(line(row, visits.getOrDefault(key, List.of())));
                });
        return lines;
    }

    private static Line line(ResultSet row, List<Visit> openVisits) throws SQLException {
        var answer = row.getString("answer");
        return new Line(
                row.getInt("line_number"),
                row.getString("sku"),
                row.getBigDecimal("unit_price"),
                BackorderArrangement.valueOf(row.getString("backorder")),
                List.of(json(row.getString("substitutes"), String[].class)),
                new Units(
                        row.getInt("ordered"),
                        row.getInt("cancelled"),
                        answer == null ? null : json(answer, Answer.class),
                        json(row.getString("progress"), Progress.class),
                        row.getInt("missing"),
                        row.getInt("delivered"),
                        row.getInt("returned")),
                instant(row, "waiting_since"),
                openVisits);
    }

    /** Whether the hold was ever set, lifted since or not. */
    boolean knowsHold(UUID holdId) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from hold where hold_id = :id)")
                .bind("id", holdId)
                .mapTo(boolean.class)
                .one());
    }

    private static Map<UUID, List<Hold>> holds(Argument ids, RoundTrip trip) {
        var holds = new HashMap<UUID, List<Hold>>();
        trip.add("select * from hold where order_id = any(:ids) and lifted_at is null order by since, hold_id")
                .bind("ids", ids)
                .each(row -> holds.computeIfAbsent(row.getObject("order_id", UUID.class), id -> new ArrayList<>())
                        .add(new Hold(
                                row.getObject("hold_id", UUID.class),
                                HoldKind.valueOf(row.getString("kind")),
                                row.getString("reason"),
                                moment(row, "since"),
                                row.getString("set_by"),
                                instant(row, "until"))));
        return holds;
    }

    private static Map<UUID, List<Shipment>> shipments(Argument ids, RoundTrip trip) {
        var shipments = new HashMap<UUID, List<Shipment>>();
        trip.add("select * from shipment where order_id = any(:ids) order by order_id, shipment_id")
                .bind("ids", ids)
                .each(row -> shipments
                        .computeIfAbsent(row.getObject("order_id", UUID.class), id -> new ArrayList<>())
                        .add(new Shipment(
                                row.getString("shipment_id"),
                                json(row.getString("units"), UnitsByLine.class),
                                instant(row, "delivered_at"),
                                instant(row, "failed_at"))));
        return shipments;
    }

    private static final class UnitsByLine extends TreeMap<Integer, Integer> {}

    /** Writes those whose channel and external id are not taken, and answers their ids. Waits for who is writing the same. */
    Set<UUID> add(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return Set.of();
        }
        var sorted = candidates.stream()
                .sorted(Comparator.comparing(
                                (Candidate one) -> one.order().identity().channel())
                        .thenComparing(one -> one.order().identity().externalId()))
                .toList();
        var added = jdbi.withHandle(handle -> Rows.of(handle.createQuery("""
                            insert into orders (order_id, channel, external_id, fingerprint, customer_id, placed_at, currency, country, region, postal_code,
                                essential_by, rule_set, ship_by, priority, need_by, shipping, stage, version, pick_revision)
                            select * from unnest(:ids, :channels, :externalIds, :fingerprints, :customerIds, :placedAt, :currencies, :countries, :regions,
                                :postalCodes, :essentialBy, :ruleSets, :shipBy, :priorities, :needBy, :shippings, :stages, :versions, :pickRevisions)
                            on conflict (channel, external_id) do nothing
                            returning order_id
                            """), sorted)
                .ids("ids", one -> one.order().orderId())
                .texts("channels", one -> one.order().identity().channel())
                .texts("externalIds", one -> one.order().identity().externalId())
                .texts("fingerprints", Candidate::fingerprint)
                .texts("customerIds", one -> one.order().identity().customerId())
                .times("placedAt", one -> one.order().identity().placedAt())
                .texts("currencies", one -> one.order().identity().currency())
                .texts("countries", one -> one.order().identity().shipTo().country())
                .texts("regions", one -> one.order().identity().shipTo().region())
                .texts("postalCodes", one -> one.order().identity().shipTo().postalCode())
                .times("essentialBy", one -> one.order().identity().essentialBy())
                .texts("ruleSets", one -> one.order().identity().ruleSet())
                .times("shipBy", one -> one.order().identity().shipBy())
                .texts("priorities", one -> one.order().terms().priority())
                .times("needBy", one -> one.order().terms().needBy())
                .texts("shippings", one -> one.order().terms().shipping())
                .texts("stages", one -> one.order().stage())
                .numbers("versions", one -> one.order().version())
                .numbers("pickRevisions", one -> one.order().pickRevision())
                .statement()
                .mapTo(UUID.class)
                .set());
        var orders = candidates.stream()
                .map(Candidate::order)
                .filter(order -> added.contains(order.orderId()))
                .toList();
        addLines(linesOf(orders));
        writeVisits(linesOf(orders));
        addHolds(orders);
        return added;
    }

    /** The order that has the channel and external id of a candidate already. */
    record Namesake(UUID orderId, String fingerprint) {}

    /** By the id that the candidate would have got. */
    Map<UUID, Namesake> namesakes(List<Candidate> candidates) {
        if (candidates.isEmpty()) {
            return Map.of();
        }
        return jdbi.withHandle(handle -> Rows.of(handle.createQuery("""
                        select candidate.order_id as candidate_id, orders.order_id, orders.fingerprint
                        from unnest(:ids, :channels, :externalIds) as candidate (order_id, channel, external_id)
                        join orders on orders.channel = candidate.channel and orders.external_id = candidate.external_id
                        """), candidates)
                .ids("ids", Candidate::orderId)
                .texts("channels", one -> one.order().identity().channel())
                .texts("externalIds", one -> one.order().identity().externalId())
                .statement()
                .map((row, context) -> Map.entry(
                        row.getObject("candidate_id", UUID.class),
                        new Namesake(row.getObject("order_id", UUID.class), row.getString("fingerprint"))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Those of the customers who have ordered before. */
    Set<String> knownCustomers(Collection<String> customerIds) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select customer_id from unnest(:ids) as customer (customer_id)
                        where exists (select 1 from orders where orders.customer_id = customer.customer_id)
                        """)
                .bind("ids", Values.texts(customerIds))
                .mapTo(String.class)
                .set());
    }

    private record OrderLine(Order order, Line line) {}

    private static List<OrderLine> linesOf(Collection<Order> orders) {
        return orders.stream()
                .flatMap(order -> order.lines().stream().map(line -> new OrderLine(order, line)))
                .toList();
    }

    private void addLines(List<OrderLine> lines) {
        counters(writes.add("""
                        insert into order_line (order_id, line_number, sku, unit_price, backorder, substitutes, ordered, cancelled, allocated, picked, packed,
                            shipped, delivered, returned, missing, answer, progress, waiting_since, release_key)
                        select * from unnest(:ids, :numbers, :skus, :prices, :backorders, :substitutes::jsonb[], :ordered, :cancelled, :allocated, :picked,
                            :packed, :shipped, :delivered, :returned, :missing, :answers::jsonb[], :progress::jsonb[], :waitingSince,
                            :releaseKeys)
                        """, lines))
                .texts("skus", one -> one.line().sku)
                .amounts("prices", one -> one.line().unitPrice)
                .texts("backorders", one -> one.line().backorder)
                .texts("substitutes", one -> json(one.line().substitutes))
                .numbers("ordered", one -> one.line().units().ordered());
    }

    private static Rows<RoundTrip.Statement, OrderLine> counters(Rows<RoundTrip.Statement, OrderLine> rows) {
        return rows.ids("ids", one -> one.order().orderId())
                .numbers("numbers", one -> one.line().number)
                .numbers("cancelled", one -> one.line().units().cancelled())
                .numbers("allocated", one -> one.line().units().allocated())
                .numbers("picked", one -> one.line().units().picked())
                .numbers("packed", one -> one.line().units().packed())
                .numbers("shipped", one -> one.line().units().shipped())
                .numbers("delivered", one -> one.line().units().delivered())
                .numbers("returned", one -> one.line().units().returned())
                .numbers("missing", one -> one.line().units().missing())
                .texts("answers", one -> json(one.line().units().answer()))
                .texts("progress", one -> json(one.line().units().progress()))
                .times("waitingSince", one -> one.line().waitingSince())
                .times("releaseKeys", Orders::releaseKey);
    }

    private static Instant releaseKey(OrderLine one) {
        return one.order().terms().priority().releaseKey(one.order().identity().placedAt());
    }

    /** Writes back orders that were locked; of their lines only those that changed. */
    void save(Collection<Order> orders) {
        saveHeads(orders);
        var changed =
                linesOf(orders).stream().filter(one -> one.line().isChanged()).toList();
        saveLines(changed);
        writeVisits(changed);
        addHolds(orders);
        saveShipments(orders);
    }

    private void saveHeads(Collection<Order> orders) {
        writes.add("""
                        update orders as mine
                        set priority = now.priority, need_by = now.need_by, shipping = now.shipping, stage = now.stage, version = now.version,
                            pick_revision = now.pick_revision
                        from unnest(:ids, :priorities, :needBy, :shippings, :stages, :versions, :pickRevisions)
                            as now (order_id, priority, need_by, shipping, stage, version, pick_revision)
                        where mine.order_id = now.order_id
                        """, orders)
                .ids("ids", Order::orderId)
                .texts("priorities", order -> order.terms().priority())
                .times("needBy", order -> order.terms().needBy())
                .texts("shippings", order -> order.terms().shipping())
                .texts("stages", Order::stage)
                .numbers("versions", Order::version)
                .numbers("pickRevisions", Order::pickRevision);
    }

    private void saveLines(List<OrderLine> lines) {
        counters(writes.add("""
                        update order_line as mine
                        set cancelled = now.cancelled, allocated = now.allocated, picked = now.picked, packed = now.packed, shipped = now.shipped,
                            delivered = now.delivered, returned = now.returned, missing = now.missing, answer = now.answer, progress = now.progress,
                            waiting_since = now.waiting_since, release_key = now.release_key
                        from unnest(:ids, :numbers, :cancelled, :allocated, :picked, :packed, :shipped, :delivered, :returned, :missing, :answers::jsonb[],
                                :progress::jsonb[], :waitingSince, :releaseKeys)
                            as now (order_id, line_number, cancelled, allocated, picked, packed, shipped, delivered, returned, missing, answer, progress,
                                waiting_since, release_key)
                        where mine.order_id = now.order_id and mine.line_number = now.line_number
                        """, lines));
    }

    /** The place in the queue follows the priority, on every line. */
    void requeue(Order order) {
        jdbi.useHandle(handle -> handle.createUpdate("update order_line set release_key = :key where order_id = :id")
                .bind(
                        "key",
                        order.terms().priority().releaseKey(order.identity().placedAt()))
                .bind("id", order.orderId())
                .execute());
    }

    private record LineVisit(UUID orderId, int lineNumber, Visit visit) {}

    private void writeVisits(List<OrderLine> lines) {
        var visits = lines.stream()
                .flatMap(one -> one.line()
                        .visits()
                        .changed()
                        .map(visit -> new LineVisit(one.order().orderId(), one.line().number, visit)))
                .collect(Collectors.partitioningBy(one -> one.visit().id() != null));
        writes.add("""
                            update stage_visit as mine set units = now.units, location = now.location, left_at = now.left_at
                            from unnest(:ids, :visits, :units, :locations, :leftAt) as now (order_id, visit_id, units, location, left_at)
                            where mine.order_id = now.order_id and mine.visit_id = now.visit_id
                            """, visits.getOrDefault(true, List.of()))
                .ids("ids", LineVisit::orderId)
                .positions("visits", one -> one.visit().id())
                .numbers("units", one -> one.visit().units())
                .texts("locations", one -> one.visit().spot().location())
                .times("leftAt", one -> one.visit().leftAt());
        writes.add("""
                            insert into stage_visit (order_id, line_number, stage, location, units, entered_at, left_at)
                            select * from unnest(:ids, :numbers, :stages, :locations, :units, :enteredAt, :leftAt)
                            """, visits.getOrDefault(false, List.of()))
                .ids("ids", LineVisit::orderId)
                .numbers("numbers", LineVisit::lineNumber)
                .texts("stages", one -> one.visit().stage())
                .texts("locations", one -> one.visit().spot().location())
                .numbers("units", one -> one.visit().units())
                .times("enteredAt", one -> one.visit().enteredAt())
                .times("leftAt", one -> one.visit().leftAt());
    }

    private record OrderHold(UUID orderId, Hold hold) {}

    private void addHolds(Collection<Order> orders) {
        var holds = orders.stream()
                .flatMap(order -> order.holds().stream().map(hold -> new OrderHold(order.orderId(), hold)))
                .toList();
        writes.add("""
                        insert into hold (hold_id, order_id, kind, reason, since, set_by, until)
                        select * from unnest(:holds, :ids, :kinds, :reasons, :since, :setBy, :until)
                        on conflict do nothing
                        """, holds)
                .ids("holds", one -> one.hold().holdId())
                .ids("ids", OrderHold::orderId)
                .texts("kinds", one -> one.hold().kind())
                .texts("reasons", one -> one.hold().reason())
                .times("since", one -> one.hold().since())
                .texts("setBy", one -> one.hold().by())
                .times("until", one -> one.hold().until());
    }

    void lift(List<Lift> lifts) {
        writes.add("""
                        update hold as mine set lifted_at = now.at, lifted_by = now.by, lift_reason = now.reason
                        from unnest(:holds, :at, :by, :reasons) as now (hold_id, at, by, reason)
                        where mine.hold_id = now.hold_id
                        """, lifts)
                .ids("holds", Lift::holdId)
                .times("at", Lift::at)
                .texts("by", Lift::by)
                .texts("reasons", Lift::reason);
    }

    private record OrderShipment(UUID orderId, Shipment shipment) {}

    private void saveShipments(Collection<Order> orders) {
        var shipments = orders.stream()
                .flatMap(order ->
                        order.shipments().stream().map(shipment -> new OrderShipment(order.orderId(), shipment)))
                .toList();
        writes.add("""
                        insert into shipment as mine (order_id, shipment_id, units, delivered_at, failed_at)
                        select * from unnest(:ids, :shipments, :units::jsonb[], :deliveredAt, :failedAt)
                        on conflict (order_id, shipment_id) do update
                        set units = excluded.units, delivered_at = excluded.delivered_at, failed_at = excluded.failed_at
                        where mine.units <> excluded.units or mine.delivered_at is distinct from excluded.delivered_at
                            or mine.failed_at is distinct from excluded.failed_at
                        """, shipments)
                .ids("ids", OrderShipment::orderId)
                .texts("shipments", one -> one.shipment().shipmentId())
                .texts("units", one -> json(one.shipment().units()))
                .times("deliveredAt", one -> one.shipment().deliveredAt())
                .times("failedAt", one -> one.shipment().failedAt());
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static <T> T json(String json, Class<T> type) {
        try {
            return Json.read(json.getBytes(StandardCharsets.UTF_8), type);
        } catch (IOException ours) {
            throw new UncheckedIOException(ours);
        }
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
