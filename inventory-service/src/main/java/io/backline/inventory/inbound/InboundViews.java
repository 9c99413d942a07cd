package io.backline.inventory.inbound;

import io.backline.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Inbound shipments by the date they are expected. */
@ApplicationScoped
public class InboundViews {
    private static final String VIEW = """
            select inbound.*, coalesce((
                select sum(shelf_change) from ledger
                where ledger.sku = inbound.sku and remark = inbound.inbound_id and kind = 'RECEIVED'
                    and not exists (select from retraction where (source, event_id) = (ledger.source, ledger.event_id))), 0) as received
            from inbound
            """;

    private final Jdbi jdbi;

    InboundViews(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** What is still to come of a SKU. */
    public List<InboundView> expectedOf(String sku) {
        return jdbi.withHandle(handle -> handle.createQuery(
                        VIEW + "where sku = :sku and quantity > 0 order by expected_at, inbound_id")
                .bind("sku", sku)
                .map((row, context) -> view(row))
                .filter(inbound -> inbound.received() < inbound.quantity())
                .list());
    }

    List<InboundView> after(@Nullable Cursor cursor, @Nullable String sku, int limit) {
        return jdbi.withHandle(handle -> {
            var query = handle.createQuery(VIEW + """
                            where (cast(:sku as text) is null or sku = :sku)
                                and (cast(:from as timestamptz) is null or (expected_at, sku, inbound_id) > (:from, :fromSku, :fromInbound))
                            order by expected_at, sku, inbound_id limit :limit
                            """).bind("sku", sku).bind("limit", limit);
            return query.bind("from", cursor == null ? null : cursor.instant(0))
                    .bind("fromSku", cursor == null ? null : cursor.text(1))
                    .bind("fromInbound", cursor == null ? null : cursor.text(2))
                    .map((row, context) -> view(row))
                    .list();
        });
    }

    static Cursor cursorOf(InboundView last) {
        return Cursor.of(last.expectedAt(), last.sku(), last.inboundId());
    }

    private static InboundView view(ResultSet row) throws SQLException {
        return new InboundView(
                row.getString("inbound_id"),
                row.getString("sku"),
                row.getString("supplier_id"),
                row.getString("location"),
                row.getInt("quantity"),
                row.getLong("received"),
                row.getTimestamp("expected_at").toInstant());
    }
}
