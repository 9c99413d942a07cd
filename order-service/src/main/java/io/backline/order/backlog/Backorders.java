package io.backline.order.backlog;

import io.backline.events.Priority;
import io.backline.web.Cursor;
import io.backline.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All lines that wait for stock, in release order: placedAt − class·age₀, then order id and line. */
@ApplicationScoped
public class Backorders {
    private final Jdbi jdbi;

    Backorders(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    public Page<Backorder> page(
            @Nullable String sku,
            @Nullable String customerId,
            @Nullable Boolean overdue,
            Instant now,
            int limit,
            @Nullable Cursor from) {
        var sql = new StringBuilder("""
                select order_id, line_number, sku, backordered, waiting_since, priority, placed_at, release_key
                from order_line join orders using (order_id) where backordered > 0
                """);
        if (sku != null) {
            sql.append("and sku = :sku\n");
        }
        if (customerId != null) {
            sql.append("and customer_id = :customerId\n");
        }
        if (overdue != null) {
            sql.append("and coalesce(need_by < :now, false) = :overdue\n");
        }
        if (from != null) {
            sql.append("and (release_key, order_id, line_number) > (:fromKey, :fromId, :fromLine)\n");
        }
        sql.append("order by release_key, order_id, line_number limit :limit");
        var rows = jdbi.withHandle(handle -> {
            var query = handle.createQuery(sql.toString()).bind("limit", limit + 1);
            if (sku != null) {
                query.bind("sku", sku);
            }
            if (customerId != null) {
                query.bind("customerId", customerId);
            }
            if (overdue != null) {
                query.bind("now", now).bind("overdue", overdue);
            }
            if (from != null) {
                query.bind("fromKey", from.instant(0))
                        .bind("fromId", from.uuid(1))
                        .bind("fromLine", from.integer(2));
            }
            return query.map((row, context) -> backorder(row)).list();
        });
        return Page.of(rows, limit, row -> Cursor.of(row.releaseKey(), row.orderId(), row.lineNumber()));
    }

    Page<BackorderSummary> bySku(int limit, @Nullable Cursor from) {
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select sku, count(distinct order_id) as orders, count(*) as lines, sum(backordered) as backordered, min(waiting_since) as oldest
                        from order_line where backordered > 0 and sku > :from
                        group by sku order by sku limit :limit
                        """)
                .bind("from", from == null ? "" : from.text(0))
                .bind("limit", limit + 1)
                .map((row, context) -> summary(row))
                .list());
        return Page.of(rows, limit, row -> Cursor.of(row.sku()));
    }

    /** What waits, the SKUs with most waiting units first. */
    public Page<BackorderSummary> mostWaiting(int limit, @Nullable Cursor from) {
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select sku, count(distinct order_id) as orders, count(*) as lines, sum(backordered) as backordered, min(waiting_since) as oldest
                        from order_line where backordered > 0
                        group by sku having :from::bigint is null or (-sum(backordered), sku) > (-:from::bigint, :sku)
                        order by -sum(backordered), sku limit :limit
                        """)
                .bind("from", from == null ? null : from.number(0))
                .bind("sku", from == null ? "" : from.text(1))
                .bind("limit", limit + 1)
                .map((row, context) -> summary(row))
                .list());
        return Page.of(rows, limit, row -> Cursor.of(row.backordered(), row.sku()));
    }

    /** All that waits in all; of one SKU where one is named. */
    public BackorderSummary total(@Nullable String sku) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select coalesce(:sku, '') as sku, count(distinct order_id) as orders, count(*) as lines, coalesce(sum(backordered), 0) as backordered,
                            coalesce(min(waiting_since), now()) as oldest
                        from order_line where backordered > 0 and (:sku::text is null or sku = :sku)
                        """)
                .bind("sku", sku)
                .map((row, context) -> summary(row))
                .one());
    }

    private static BackorderSummary summary(ResultSet row) throws SQLException {
        return new BackorderSummary(
                row.getString("sku"),
                row.getLong("orders"),
                row.getLong("lines"),
                row.getLong("backordered"),
                moment(row, "oldest"));
    }

    private static Backorder backorder(ResultSet row) throws SQLException {
        return new Backorder(
                row.getObject("order_id", UUID.class),
                row.getInt("line_number"),
                row.getString("sku"),
                row.getInt("backordered"),
                moment(row, "waiting_since"),
                Priority.valueOf(row.getString("priority")),
                moment(row, "placed_at"),
                moment(row, "release_key"));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
