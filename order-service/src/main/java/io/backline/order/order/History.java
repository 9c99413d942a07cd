package io.backline.order.order;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.backline.events.Json;
import io.backline.messaging.Rows;
import io.backline.web.Cursor;
import io.backline.web.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        var byOrder = facts.stream().collect(groupingBy(Fact::orderId, LinkedHashMap::new, toList()));
        jdbi.useHandle(handle -> new Rows<>(handle.createUpdate("""
                        insert into order_history (order_id, facts)
                        select order_id, convert_from(facts, 'UTF8')::json from unnest(:ids, :facts) as known (order_id, facts)
                        """), byOrder.entrySet())
                .ids("ids", Map.Entry::getKey)
                .bytes("facts", of -> Json.write(of.getValue()))
                .statement()
                .execute());
    }

    /** A fact stands in a row with those that became known together with it. */
    private record Entry(long position, long number, Fact fact) {}

    Page<Fact> of(UUID orderId, int limit, @Nullable Cursor from) {
        var entries = jdbi.withHandle(handle -> handle.createQuery("""
                        select position, number, fact ->> 'at' as at, fact ->> 'what' as what, fact ->> 'cause' as cause, fact -> 'detail' as detail
                        from (select * from order_history where order_id = :id and position >= :position order by position limit :limit + 1) as known
                        cross join lateral json_array_elements(facts) with ordinality as each (fact, number)
                        where (position, number) > (:position, :number)
                        order by position, number limit :limit
                        """)
                .bind("id", orderId)
                .bind("position", from == null ? 0 : from.number(0))
                .bind("number", from == null ? 0 : from.number(1))
                .bind("limit", limit + 1)
                .map((row, context) -> new Entry(
                        row.getLong("position"),
                        row.getLong("number"),
                        new Fact(
                                orderId,
                                Json.time(row.getString("at")),
                                row.getString("what"),
                                row.getString("cause"),
                                row.getString("detail"))))
                .list());
        return Page.of(entries, limit, entry -> Cursor.of(entry.position(), entry.number()))
                .map(Entry::fact);
    }
}
