package io.backline.order.order;

import io.backline.events.BacklogStage;
import io.backline.web.Cursor;
import io.backline.web.Page;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Reads orders. What is read at once is of one moment, though it takes several statements and others write meanwhile; nobody waits. */
@ApplicationScoped
public class OrderSearch {
    /** A page ends before it holds more lines than this, so that large orders make no answer that nobody can take. */
    private static final int MOST_LINES = 5_000;

    private final Orders orders;
    private final Jdbi jdbi;

    OrderSearch(Orders orders, Jdbi jdbi) {
        this.orders = orders;
        this.jdbi = jdbi;
    }

    public record Filter(
            @Nullable String channel,
            @Nullable String externalId,
            @Nullable BacklogStage stage,
            @Nullable String sku,
            @Nullable String customerId,
            @Nullable Instant placedBefore) {}

    public Optional<Order> find(UUID orderId) {
        return atOneMoment(() -> orders.find(List.of(orderId)).values().stream().findAny());
    }

    public Map<UUID, Order> find(List<UUID> orderIds) {
        return atOneMoment(() -> orders.find(orderIds));
    }

    /** How many orders the pages of this filter show in all. */
    public long count(Filter filter) {
        var where = where(filter);
        return jdbi.withHandle(handle -> handle.createQuery("select count(*) from orders " + where)
                .bindMap(where.bindings)
                .mapTo(Long.class)
                .one());
    }

    /** Those placed last first. */
    public Page<Order> page(Filter filter, int limit, @Nullable Cursor from) {
        return atOneMoment(() -> {
            var page = ids(filter, limit, from);
            var found = orders.find(page.items());
            return page.map(orderId -> Objects.requireNonNull(found.get(orderId)));
        });
    }

    private <T> T atOneMoment(Callable<T> reading) {
        return QuarkusTransaction.requiringNew().call(() -> {
            jdbi.useHandle(handle -> handle.execute("set transaction isolation level repeatable read, read only"));
            return reading.call();
        });
    }

    private record Found(Instant placedAt, UUID orderId, int lines) {}

    private Page<UUID> ids(Filter filter, int limit, @Nullable Cursor from) {
        var where = where(filter);
        if (from != null) {
            where.and("(placed_at, order_id) < (:fromPlacedAt, :fromId)", "fromPlacedAt", from.instant(0));
            where.bindings.put("fromId", from.uuid(1));
        }
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select placed_at, order_id, (select count(*) from order_line where order_line.order_id = orders.order_id) as lines
                        from orders %s order by placed_at desc, order_id desc limit :limit
                        """.formatted(where))
                .bindMap(where.bindings)
                .bind("limit", limit + 1)
                .map((row, context) -> new Found(
                        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                        row.getObject("order_id", UUID.class),
                        row.getInt("lines")))
                .list());
        return Page.of(rows, fitting(rows, limit), row -> Cursor.of(row.placedAt(), row.orderId()))
                .map(Found::orderId);
    }

    private static Where where(Filter filter) {
        var where = new Where();
        where.and("channel = :channel", "channel", filter.channel());
        where.and("external_id = :externalId", "externalId", filter.externalId());
        where.and(
                "stage = :stage",
                "stage",
                filter.stage() == null ? null : filter.stage().name());
        where.and(
                "exists (select 1 from order_line where order_line.order_id = orders.order_id and sku = :sku)",
                "sku",
                filter.sku());
        where.and("customer_id = :customerId", "customerId", filter.customerId());
        where.and("placed_at < :placedBefore", "placedBefore", filter.placedBefore());
        return where;
    }

    /** How many of the rows make a page: one at least. */
    private static int fitting(List<Found> rows, int limit) {
        var lines = 0;
        for (var i = 0; i < rows.size(); i++) {
            lines += rows.get(i).lines();
            if (lines > MOST_LINES && i > 0) {
                return Math.min(i, limit);
            }
        }
        return limit;
    }

    private static final class Where {
        private final List<String> conditions = new ArrayList<>();
        private final Map<String, Object> bindings = new HashMap<>();

        void and(String condition, String name, @Nullable Object value) {
            if (value != null) {
                conditions.add(condition);
                bindings.put(name, value);
            }
        }

        @Override
        public String toString() {
            return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions);
        }
    }
}
