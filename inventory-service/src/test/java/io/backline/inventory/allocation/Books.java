package io.backline.inventory.allocation;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What the tables say of a SKU that nobody is writing, and what it must come to. */
@Singleton
class Books {
    private static final String STOCK = """
            select format('%s: shelf %s, %s picked, %s picked for lines, %s allocated', location, shelf, picked, picked, allocated)
            from stock_item where sku = :sku order by location
            """;

    private static final String STOCK_BY_LEDGER_AND_ALLOCATIONS = """
            with latest as (
                select distinct on (location) location, at, position, counted from ledger
                where sku = :sku and counted is not null
                order by location, at desc, position desc),
            moved as (
                select location, sum(picked_change) as picked, coalesce(max(latest.counted), 0) + coalesce(sum(shelf_change)
                    filter (where latest.at is null or (ledger.at, ledger.position) > (latest.at, latest.position)), 0) as shelf
                from ledger left join latest using (location)
                where sku = :sku
                group by location),
            claimed as (
                select location, sum(allocated - shipped) as allocated, sum(picked - shipped) as picked
                from allocation where sku = :sku group by location)
            select format('%s: shelf %s, %s picked, %s picked for lines, %s allocated', location, coalesce(moved.shelf, 0),
                coalesce(moved.picked, 0), coalesce(claimed.picked, 0), coalesce(claimed.allocated, 0))
            from stock_item left join moved using (location) left join claimed using (location)
            where sku = :sku order by location
            """;

    private static final String LINES = """
            select format('%s: %s allocated, %s picked', order_id, allocated, picked) from line where sku = :sku order by order_id
            """;

    private static final String LINES_BY_ALLOCATIONS = """
            select format('%s: %s allocated, %s picked', order_id, coalesce(sum(claim.allocated), 0), coalesce(sum(claim.picked), 0))
            from line left join allocation as claim using (order_id, line_number) where line.sku = :sku group by order_id order by order_id
            """;

    private static final String WAITING = """
            select format('%s wait', backordered) from sku where sku = :sku
            """;

    private static final String WAITING_BY_LINES = """
            select format('%s wait', coalesce(sum(requested - allocated), 0)) from line where sku = :sku and not refuse
            """;

    private static final String OVERSOLD_OR_IDLE = """
            select format('%s: %s allocated of %s', location, stock_item.allocated, on_hand) from stock_item join sku using (sku)
            where sku = :sku and (stock_item.allocated not between 0 and on_hand
                or stock_item.allocated < on_hand and backordered > 0)
            """;

    private final Jdbi jdbi;

    Books(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** I1, I4 and I7. */
    void addUp(String sku) {
        assertThat(read(STOCK, sku)).isEqualTo(read(STOCK_BY_LEDGER_AND_ALLOCATIONS, sku));
        assertThat(read(LINES, sku)).isEqualTo(read(LINES_BY_ALLOCATIONS, sku));
        assertThat(read(WAITING, sku)).isEqualTo(read(WAITING_BY_LINES, sku));
        assertThat(read(OVERSOLD_OR_IDLE, sku)).isEmpty();
    }

    /** What the line of each order has, of orders with one line. */
    Map<UUID, Integer> allocated(String sku) {
        return jdbi.withHandle(handle -> handle.createQuery("select order_id, allocated from line where sku = :sku")
                .bind("sku", sku)
                .map((row, context) -> Map.entry(row.getObject("order_id", UUID.class), row.getInt("allocated")))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private List<String> read(String sql, String sku) {
        return jdbi.withHandle(handle ->
                handle.createQuery(sql).bind("sku", sku).mapTo(String.class).list());
    }
}
