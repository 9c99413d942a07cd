package io.backline.order.order;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.backline.events.Json;
import io.backline.messaging.Writes;
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
public class History {
    private final Writes writes;
    private final Jdbi jdbi;

    History(Writes writes, Jdbi jdbi) {
        this.writes = writes;
        this.jdbi = jdbi;
    }

    void add(List<Fact> facts) {
        var byOrder = facts.stream().collect(groupingBy(Fact::orderId, LinkedHashMap::new, toList()));
        writes.add("""
                        insert into order_history (order_id, facts)
                        select order_id, convert_from(facts, 'UTF8')::json from unnest(:ids, :facts) as known (order_id, facts)
                        """, byOrder.entrySet())
                .ids("ids", Map.Entry::getKey)
                .bytes("facts", of -> Json.write(of.getValue()));
    }

    /** A fact stands in a row with those that became known together with it; one that was written before there were such rows, in a row of its own. */
    private record Entry(long age, long position, long number, Fact fact) {}

    public Page<Fact> of(UUID orderId, int limit, @Nullable Cursor from) {
        var entries = jdbi.withHandle(handle -> handle.createQuery("""
                        select * from (
                            select 0 as age, position, 0 as number, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, what, cause,
                                detail::text, null as effect
                            from order_fact where order_id = :id and :age = 0 and position > :position
                            union all
                            select 1, position, number, fact ->> 'at', fact ->> 'what', fact ->> 'cause', fact ->> 'detail', fact ->> 'effect'
                            from (
                                select * from order_history where order_id = :id and (:age = 0 or position >= :position)
                                order by position limit :limit + 1) as known
                            cross join lateral json_array_elements(facts) with ordinality as each (fact, number)
                            where :age = 0 or (position, number) > (:position, :number)
                        ) as facts
                        order by age, position, number limit :limit
                        """)
                .bind("id", orderId)
                .bind("age", from == null ? 0 : from.number(0))
                .bind("position", from == null ? 0 : from.number(1))
                .bind("number", from == null ? 0 : from.number(2))
                .bind("limit", limit + 1)
                .map((row, context) -> new Entry(
                        row.getLong("age"),
                        row.getLong("position"),
                        row.getLong("number"),
                        new Fact(
                                orderId,
                                Json.time(row.getString("at")),
                                row.getString("what"),
                                row.getString("cause"),
                                row.getString("detail"),
                                row.getString("effect"))))
                .list());
        return Page.of(entries, limit, entry -> Cursor.of(entry.age(), entry.position(), entry.number()))
                .map(Entry::fact);
    }
}
