package io.backline.demo.invariant;

import io.backline.demo.invariant.Invariant.NoRow;
import io.backline.demo.invariant.Invariant.SameRows;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What must hold over the three databases when it is quiet, by the numbers of architecture.md. Most hold at any moment within one service; those that
 * compare services hold when nothing is on its way between them.
 */
public final class Invariants {
    private final Stores stores;

    public Invariants(Stores stores) {
        this.stores = stores;
    }

    public static List<Invariant> all() {
        return Stream.of(stockIsNeverOversold(), demandAddsUp(), noticesAreTold(), messagesActOnce())
                .flatMap(List::stream)
                .toList();
    }

    /** The broken ones; none, if all is well. */
    public List<Violation> check() throws SQLException {
        var check = new Check(stores);
        var broken = new ArrayList<Violation>();
        for (var invariant : all()) {
            check.of(invariant).ifPresent(broken::add);
        }
        return broken;
    }

    private static List<Invariant> stockIsNeverOversold() {
        return List.of(
                new NoRow("I1", "no more is allocated than is on hand", Store.INVENTORY, """
                        select sku, location, allocated, on_hand, picked from stock_item
                        where allocated < picked or allocated > on_hand or picked < 0
                        """),
                new NoRow("I1", "what a stock item has allocated is what lines have of it", Store.INVENTORY, """
                        select sku, location, stock_item.allocated, unshipped as of_lines, stock_item.picked, in_totes as picked_of_lines
                        from stock_item full join (
                            select sku, location, sum(allocated - shipped) as unshipped, sum(picked - shipped) as in_totes
                            from allocation group by sku, location
                        ) as claimed using (sku, location)
                        where coalesce(stock_item.allocated, 0) <> coalesce(unshipped, 0) or coalesce(stock_item.picked, 0) <> coalesce(in_totes, 0)
                        """),
                new NoRow("I4", "no stock is idle while a line waits for it", Store.INVENTORY, """
                        select sku, available, waiting from
                            (select sku, sum(on_hand - allocated) as available from stock_item group by sku) as stock
                            join (
                                select sku, sum(requested - allocated) as waiting from line
                                where requested > allocated and not refuse group by sku
                            ) as queue using (sku)
                        where available > 0
                        """),
                new NoRow("I1", "every line and every movement is of a SKU that is known", Store.INVENTORY, """
                        select sku from (select sku from line union select sku from ledger) as named
                        where not exists (select 1 from sku where sku.sku = named.sku)
                        """),
                new NoRow("I1", "what is allocated is allocated to a line", Store.INVENTORY, """
                        select order_id, line_number, location from allocation
                        where not exists (
                            select 1 from line where line.order_id = allocation.order_id and line.line_number = allocation.line_number)
                        """),
                new NoRow("I4", "the queue of a SKU is the lines that wait for it", Store.INVENTORY, """
                        select sku, backordered, waiting from sku left join (
                            select sku, sum(requested - allocated) as waiting from line where not refuse group by sku
                        ) as queue using (sku)
                        where backordered <> coalesce(waiting, 0)
                        """),
                new SameRows(
                        "I5",
                        "both services give a line the same place in the release order",
                        Store.ORDER,
                        """
                        select order_id || '/' || lpad(line_number::text, 6, '0') as line, extract(epoch from release_key) as place
                        from order_line order by order_id, line_number
                        """,
                        Store.INVENTORY,
                        """
                        select order_id || '/' || lpad(line_number::text, 6, '0') as line, extract(epoch from release_key) as place
                        from line order by order_id, line_number
                        """),
                new NoRow("I5", "allocations are taken back by the release order of their lines", Store.INVENTORY, """
                        select order_id, line_number, location, allocation.release_key, line.release_key as of_line
                        from allocation left join line using (order_id, line_number)
                        where allocation.release_key is distinct from line.release_key or allocation.sku is distinct from line.sku
                        """),
                new NoRow(
                        "I7",
                        "the shelf is the last count plus the movements after it, and the totes what was picked and not shipped",
                        Store.INVENTORY,
                        LEDGER),
                new NoRow("I7", "a line has what its locations have", Store.INVENTORY, """
                        select order_id, line_number, line.allocated, at_locations.allocated as by_location, line.picked, at_locations.picked as picked_by_location,
                            line.shipped, at_locations.shipped as shipped_by_location
                        from line left join (
                            select order_id, line_number, sum(allocated) as allocated, sum(picked) as picked, sum(shipped) as shipped
                            from allocation group by order_id, line_number
                        ) as at_locations using (order_id, line_number)
                        where line.allocated <> coalesce(at_locations.allocated, 0) or line.picked <> coalesce(at_locations.picked, 0)
                            or line.shipped <> coalesce(at_locations.shipped, 0)
                        """),
                new NoRow("I10", "a stock event moves stock once", Store.INVENTORY, """
                        select source, event_id, count(*) as times from ledger
                        where kind in ('RECEIVED', 'COUNTED', 'ADJUSTED', 'STOCK_OUT')
                        group by source, event_id having count(*) > 1
                        """));
    }

    private static List<Invariant> demandAddsUp() {
        return List.of(
                new NoRow("I2", "a channel's external id is one order", Store.ORDER, """
                        select channel, external_id, count(*) as orders from orders
                        group by channel, external_id having count(*) > 1
                        """),
                new NoRow("I2", "every line is of an order", Store.ORDER, """
                        select order_id, line_number from order_line
                        where not exists (select 1 from orders where orders.order_id = order_line.order_id)
                        """),
                new NoRow("I2", "an order has lines and was placed once", Store.ORDER, """
                        select order_id, (select count(*) from order_line where order_line.order_id = orders.order_id) as lines, placed
                        from orders
                        left join (
                            select order_id, count(*) as placed from (
                                select order_id from order_fact where what = 'OrderPlaced'
                                union all
                                select order_id from order_history cross join lateral json_array_elements(facts) as fact
                                where fact ->> 'what' = 'OrderPlaced') as told
                            group by order_id
                        ) as fact using (order_id)
                        where placed is distinct from 1
                           or not exists (select 1 from order_line where order_line.order_id = orders.order_id)
                        """),
                new NoRow("I3", "each counter of a line is at most the one before it", Store.ORDER, """
                        select order_id, line_number, ordered, cancelled, allocated, picked, packed, shipped, delivered from order_line
                        where not (ordered - cancelled >= allocated and allocated >= picked and picked >= packed
                            and packed >= shipped and shipped >= delivered and delivered >= 0 and cancelled >= 0)
                        """),
                new NoRow(
                        "I3",
                        "every unit of a line stands in exactly one stage, the one its counters say",
                        Store.ORDER,
                        STANDING + """
                        , visited as (
                            select order_id, line_number, stage, sum(units) as units from stage_visit
                            where left_at is null group by order_id, line_number, stage
                        )
                        select order_id, line_number, stage, standing.units as by_counters, visited.units as by_visits
                        from standing full join visited using (order_id, line_number, stage)
                        where standing.units is distinct from visited.units
                        """),
                new SameRows(
                        "I2, I7, I8",
                        "both services know the same lines with the same counters",
                        Store.ORDER,
                        """
                        select order_id || '/' || lpad(line_number::text, 6, '0') as line,
                            format('%s: %s ordered, %s wanted, %s allocated, %s picked, %s shipped',
                                sku, ordered, ordered - cancelled, allocated, picked, shipped)
                        from order_line order by order_id, line_number
                        """,
                        Store.INVENTORY,
                        """
                        select order_id || '/' || lpad(line_number::text, 6, '0') as line,
                            format('%s: %s ordered, %s wanted, %s allocated, %s picked, %s shipped',
                                sku, ordered, requested, allocated, picked, shipped)
                        from line order by order_id, line_number
                        """),
                new NoRow(
                        "I8",
                        "the stage of an order is the first that holds units of it",
                        Store.ORDER,
                        STANDING + """
                        select order_id, orders.stage, (array_agg(standing.stage order by place))[1] as by_counters
                        from orders left join standing using (order_id)
                        group by order_id, orders.stage
                        having orders.stage is distinct from (array_agg(standing.stage order by place))[1]
                        """));
    }

    private static List<Invariant> noticesAreTold() {
        return List.of(
                new SameRows("I6", "notification-service knows what waits", Store.ORDER, """
                        select order_id || '/' || lpad(line_number::text, 6, '0') as line, backordered from order_line
                        where backordered > 0 order by order_id, line_number
                        """, Store.NOTIFICATION, """
                        select order_id || '/' || lpad(line_number::text, 6, '0') as line, waiting from waiting_line
                        where waiting > 0 order by order_id, line_number
                        """),
                new NoRow("I6", "every change of what waits was told, and nothing else", Store.NOTIFICATION, """
                        select order_id, line_number, sku, waiting, told from waiting_line where waiting <> told
                        """),
                new NoRow("I6", "the same news of an order is told once", Store.NOTIFICATION, """
                        select order_id, notice_id, kind, content from (
                            select *, lag(kind) over earlier as kind_before, lag(content::text) over earlier as content_before
                            from notice where state in ('SENT', 'FAILED') window earlier as (partition by order_id order by notice_id)
                        ) as told
                        where kind = kind_before and content::text = content_before
                        """),
                new NoRow("I6", "a notice that left is one mail", Store.NOTIFICATION, """
                        select notice_id, count(sent_mail.notice_id) as mails
                        from notice left join sent_mail using (notice_id)
                        where state = 'SENT' and exists (select 1 from contact where contact.customer_id = notice.customer_id)
                        group by notice_id having count(sent_mail.notice_id) <> 1
                        """));
    }

    private static List<Invariant> messagesActOnce() {
        var all = new ArrayList<Invariant>();
        for (var store : Store.values()) {
            all.add(new NoRow(
                    "I9",
                    "the outbox of " + store.service() + " drains",
                    store,
                    "select position, topic, type, added_at from outbox"));
            all.add(new NoRow(
                    "I13",
                    "every record that came to " + store.service()
                            + " was handled, is a duplicate or does not concern it",
                    store,
                    """
                    select topic, partition, first_offset, position, handled, duplicates, passed_over from consumed
                    where position - first_offset <> handled + duplicates + passed_over
                    """));
            all.add(new NoRow(
                    "I10, I13",
                    "what " + store.service() + " handled is one effect or one dead letter each",
                    store,
                    """
                    select handled, effects, put_aside from
                        (select coalesce(sum(handled), 0) as handled from consumed) as consumed,
                        (select count(*) as effects, min(at) as since from inbox) as inbox,
                        (select count(distinct (topic, partition, "offset")) as put_aside from dead_letter) as dead_letter
                    where handled <> effects + put_aside and since > now() - interval '30 days'
                    """));
        }
        return all;
    }

    /** Where the units of every line stand, as its counters say. */
    private static final String STANDING = """
            with line as (
                select *, exists (select 1 from hold where hold.order_id = order_line.order_id and lifted_at is null) as held
                from order_line
            ), standing as (
                select order_id, line_number, place, stage, units::bigint as units from line cross join lateral (values
                    (1, 'ON_HOLD', case when held then ordered - cancelled - picked end),
                    (2, 'AWAITING_ALLOCATION', case when not held and answer is null then ordered - cancelled - allocated end),
                    (3, 'BACKORDERED', case when not held and answer is not null then ordered - cancelled - allocated end),
                    (4, 'READY_TO_PICK', case when not held then allocated - picked end),
                    (5, 'PICKING', picked - packed),
                    (6, 'PACKED', packed - shipped),
                    (7, 'SHIPPED', shipped - delivered),
                    (8, 'DELIVERED', delivered),
                    (9, 'CANCELLED', cancelled)
                ) as stages (place, stage, units)
                where units > 0
            )
            """;

    private static final String LEDGER = """
            with told as (
                select * from ledger where not exists (
                    select 1 from retraction where retraction.source = ledger.source and retraction.event_id = ledger.event_id)
            ), last_count as (
                select distinct on (sku, location) sku, location, at, position, counted from told
                where counted is not null order by sku, location, at desc, position desc
            ), folded as (
                select told.sku, told.location, sum(told.picked_change) as picked,
                    coalesce(max(last_count.counted), 0) + coalesce(sum(told.shelf_change)
                        filter (where last_count.at is null or (told.at, told.position) > (last_count.at, last_count.position)), 0) as shelf
                from told left join last_count using (sku, location) group by told.sku, told.location
            )
            select sku, location, stock_item.shelf, folded.shelf as by_ledger, stock_item.picked, folded.picked as picked_by_ledger
            from stock_item full join folded using (sku, location)
            where coalesce(stock_item.shelf, 0) <> coalesce(folded.shelf, 0) or coalesce(stock_item.picked, 0) <> coalesce(folded.picked, 0)
            """;
}
