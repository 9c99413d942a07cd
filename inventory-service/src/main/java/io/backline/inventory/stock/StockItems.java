package io.backline.inventory.stock;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.backline.inventory.stock.Ledger.Entry;
import io.backline.inventory.stock.Ledger.Reach;
import io.backline.messaging.Rows;
import io.backline.messaging.Values;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** The stock items of SKUs whose locks are held. */
@ApplicationScoped
public class StockItems {
    private final Ledger ledger;
    private final Jdbi jdbi;

    StockItems(Ledger ledger, Jdbi jdbi) {
        this.ledger = ledger;
        this.jdbi = jdbi;
    }

    /** A stock item of a SKU. */
    public record OfSku(String sku, StockItem item) {}

    private record Place(String sku, String location) {}

    /** By SKU; with as much of their ledgers as the reaches say. */
    public Map<String, List<StockItem>> of(Collection<String> skus, Collection<Reach> reaches) {
        var tails = ledger.tails(reaches).stream()
                .collect(groupingBy(
                        entry -> new Place(entry.sku(), entry.movement().location()),
                        HashMap::new,
                        mapping(Entry::movement, toList())));
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select * from stock_item where sku = any(:skus)
                        """)
                .bind("skus", Values.texts(skus))
                .map((row, context) -> {
                    var sku = row.getString("sku");
                    var location = row.getString("location");
                    var counted = row.getTimestamp("counted_at");
                    return new OfSku(
                            sku,
                            new StockItem(
                                    location,
                                    row.getLong("shelf"),
                                    counted == null ? null : counted.toInstant(),
                                    row.getLong("picked"),
                                    row.getLong("allocated") - row.getLong("picked"),
                                    row.getTimestamp("gained_at").toInstant(),
                                    tails.getOrDefault(new Place(sku, location), List.of())));
                })
                .collect(groupingBy(OfSku::sku, mapping(OfSku::item, toList()))));
    }

    public void write(Collection<OfSku> items) {
        if (items.isEmpty()) {
            return;
        }
        var rows = new ArrayList<>(items);
        jdbi.useHandle(handle -> new Rows<>(handle.createUpdate("""
                        insert into stock_item (sku, location, shelf, counted_at, picked, allocated, gained_at)
                        select * from unnest(:skus, :locations, :shelves, :counted, :picked, :allocated, :gained)
                        on conflict (sku, location) do update set shelf = excluded.shelf, counted_at = excluded.counted_at,
                            picked = excluded.picked, allocated = excluded.allocated, gained_at = excluded.gained_at
                        """), rows)
                .texts("skus", OfSku::sku)
                .texts("locations", row -> row.item().location())
                .positions("shelves", row -> row.item().shelf())
                .times("counted", row -> row.item().countedAt())
                .positions("picked", row -> row.item().picked())
                .positions("allocated", row -> row.item().allocated())
                .times("gained", row -> row.item().gainedAt())
                .statement()
                .execute());
    }
}
