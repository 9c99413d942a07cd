package io.backline.order.order;

import io.backline.web.Cursor;
import io.backline.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** All facts of all orders, in the order they became known. */
@ApplicationScoped
class History {
    private final Jdbi jdbi;

    History(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    void add(List<Fact> facts) {
        if (facts.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> new Rows<>(handle.createUpdate("""
                        insert into order_fact (order_id, at, what, cause, detail)
                        select * from unnest(:ids, :at, :what, :causes, :details::jsonb[])
                        """), facts)
                .ids("ids", Fact::orderId)
                .times("at", Fact::at)
                .texts("what", Fact::what)
                .texts("causes", Fact::cause)
                .texts("details", Fact::detail)
                .statement()
                .execute());
    }

    private record Entry(long position, Fact fact) {}

    Page<Fact> of(UUID orderId, int limit, @Nullable Cursor from) {
        var entries = jdbi.withHandle(handle -> handle.createQuery("""
                        select * from order_fact where order_id = :id and position > :from order by position limit :limit
                        """)
                .bind("id", orderId)
                .bind("from", from == null ? 0 : from.number(0))
                .bind("limit", limit + 1)
                .map((row, context) -> new Entry(
                        row.getLong("position"),
                        new Fact(
                                orderId,
                                row.getObject("at", OffsetDateTime.class).toInstant(),
                                row.getString("what"),
                                row.getString("cause"),
                                row.getString("detail"))))
                .list());
        return Page.of(entries, limit, entry -> Cursor.of(entry.position())).map(Entry::fact);
    }
}
