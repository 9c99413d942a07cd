package io.backline.order.order;

import io.backline.events.BacklogStage;
import io.backline.web.Cursor;
import io.backline.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Finds orders, those placed last first. */
@ApplicationScoped
class OrderSearch {
    private final Jdbi jdbi;

    OrderSearch(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Filter(
            @Nullable String channel,
            @Nullable String externalId,
            @Nullable BacklogStage stage,
            @Nullable String sku,
            @Nullable String customerId,
            @Nullable Instant placedBefore) {}

    private record Found(Instant placedAt, UUID orderId) {}

    Page<UUID> page(Filter filter, int limit, @Nullable Cursor from) {
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
        if (from != null) {
            where.and("(placed_at, order_id) < (:fromPlacedAt, :fromId)", "fromPlacedAt", from.instant(0));
            where.bindings.put("fromId", from.uuid(1));
        }
        var rows = jdbi.withHandle(handle -> handle.createQuery("select placed_at, order_id from orders " + where
                        + " order by placed_at desc, order_id desc limit :limit")
                .bindMap(where.bindings)
                .bind("limit", limit + 1)
                .map((row, context) -> new Found(
                        row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                        row.getObject("order_id", UUID.class)))
                .list());
        return Page.of(rows, limit, row -> Cursor.of(row.placedAt(), row.orderId()))
                .map(Found::orderId);
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
