package io.backline.inventory.stock;

import io.backline.inventory.inbound.InboundViews;
import io.backline.inventory.stock.Movement.Kind;
import io.backline.inventory.stock.StockView.AtLocation;
import io.backline.inventory.stock.StockView.Summary;
import io.backline.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Stock as it is shown. Sums are of a SKU's few locations; nothing is computed from the ledger. */
@ApplicationScoped
class StockViews {
    private static final String SUMMARY = """
            select sku.sku, sku.backordered, coalesce(sum(on_hand), 0) as on_hand, coalesce(sum(allocated), 0) as allocated
            from sku left join stock_item on stock_item.sku = sku.sku
            """;

    private final InboundViews inbounds;
    private final Jdbi jdbi;

    StockViews(InboundViews inbounds, Jdbi jdbi) {
        this.inbounds = inbounds;
        this.jdbi = jdbi;
    }

    /** Read in one statement: what is shown stood together at one moment. */
    Optional<StockView> of(String sku) {
        var rows = jdbi.withHandle(handle -> handle.createQuery("""
                        select sku.backordered, sku.policy, location, on_hand, picked, allocated
                        from sku left join stock_item on stock_item.sku = sku.sku
                        where sku.sku = :sku order by location
                        """)
                .bind("sku", sku)
                .map((row, context) -> new Row(row.getLong("backordered"), row.getString("policy"), atLocation(row)))
                .list());
        return rows.stream()
                .findFirst()
                .map(first -> StockView.of(
                        sku,
                        first.backordered(),
                        rows.stream()
                                .flatMap(row -> Stream.ofNullable(row.at()))
                                .toList(),
                        inbounds.expectedOf(sku),
                        first.policy()));
    }

    private record Row(
            long backordered, String policy, @Nullable AtLocation at) {}

    private static @Nullable AtLocation atLocation(ResultSet row) throws SQLException {
        var location = row.getString("location");
        var onHand = row.getLong("on_hand");
        var allocated = row.getLong("allocated");
        return location == null
                ? null
                : new AtLocation(location, onHand, row.getLong("picked"), allocated, onHand - allocated);
    }

    boolean isMentioned(String sku) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from sku where sku = :sku)")
                .bind("sku", sku)
                .mapTo(Boolean.class)
                .one());
    }

    List<Summary> after(@Nullable Cursor cursor, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        SUMMARY + "where sku.sku > :after group by sku.sku order by sku.sku limit :limit")
                .bind("after", cursor == null ? "" : cursor.text(0))
                .bind("limit", limit)
                .map((row, context) -> summary(row))
                .list());
    }

    private static Summary summary(ResultSet row) throws SQLException {
        var onHand = row.getLong("on_hand");
        var allocated = row.getLong("allocated");
        return new Summary(row.getString("sku"), onHand, allocated, onHand - allocated, row.getLong("backordered"));
    }

    /** The latest told first. */
    List<LedgerView> ledgerBefore(@Nullable Cursor cursor, String sku, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select ledger.*, order_id is null and exists (
                            select from retraction where (source, event_id) = (ledger.source, ledger.event_id)) as retracted
                        from ledger where sku = :sku and position < :before
                        order by position desc limit :limit
                        """)
                .bind("sku", sku)
                .bind("before", cursor == null ? Long.MAX_VALUE : cursor.number(0))
                .bind("limit", limit)
                .map((row, context) -> ledger(row))
                .list());
    }

    private static LedgerView ledger(ResultSet row) throws SQLException {
        return new LedgerView(
                row.getLong("position"),
                Kind.valueOf(row.getString("kind")),
                row.getString("location"),
                row.getObject("counted", Long.class),
                row.getLong("shelf_change"),
                row.getLong("picked_change"),
                row.getTimestamp("at").toInstant(),
                row.getString("source"),
                row.getString("event_id"),
                row.getTimestamp("told_at").toInstant(),
                row.getObject("order_id", UUID.class),
                row.getObject("line_number", Integer.class),
                row.getString("remark"),
                row.getBoolean("retracted"));
    }
}
