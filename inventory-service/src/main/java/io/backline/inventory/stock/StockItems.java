package io.backline.inventory.stock;

import io.backline.inventory.stock.Ledger.Reach;
import io.backline.messaging.RoundTrip;
import io.backline.messaging.Values;
import io.backline.messaging.Writes;
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
    private final Writes writes;
    private final Jdbi jdbi;

    StockItems(Ledger ledger, Writes writes, Jdbi jdbi) {
        this.ledger = ledger;
        this.writes = writes;
        this.jdbi = jdbi;
    }

    /** A stock item of a SKU. */
    public record OfSku(String sku, StockItem item) {}

    private record Place(String sku, String location) {}

    /** By SKU, as they are now. */
    public Map<String, List<StockItem>> of(Collection<String> skus) {
        var trip = new RoundTrip();
        var items = of(skus, List.of(), trip);
        trip.make(jdbi);
        return items;
    }

    /** By SKU once the trip was made; with as much of their ledgers as the reaches say. */
    public Map<String, List<StockItem>> of(Collection<String> skus, Collection<Reach> reaches, RoundTrip trip) {
        var tails = new HashMap<Place, List<Movement>>();
        ledger.tails(reaches, trip).each(row -> {
            var entry = Ledger.entry(row);
            tails.computeIfAbsent(new Place(entry.sku(), entry.movement().location()), place -> new ArrayList<>())
                    .add(entry.movement());
        });
        var items = new HashMap<String, List<StockItem>>();
        trip.add("select * from stock_item where sku = any(:skus)")
                .bind("skus", Values.texts(skus))
                .each(row -> {
                    var sku = row.getString("sku");
                    var location = row.getString("location");
                    var counted = row.getTimestamp("counted_at");
                    items.computeIfAbsent(sku, one -> new ArrayList<>())
                            .add(new StockItem(
                                    location,
                                    row.getLong("shelf"),
                                    counted == null ? null : counted.toInstant(),
                                    row.getLong("picked"),
                                    row.getLong("allocated") - row.getLong("picked"),
                                    row.getTimestamp("gained_at").toInstant(),
                                    tails.getOrDefault(new Place(sku, location), List.of())));
                });
        return items;
    }

    public void write(Collection<OfSku> items) {
        writes.add("""
                        insert into stock_item (sku, location, shelf, counted_at, picked, allocated, gained_at)
                        select * from unnest(:skus, :locations, :shelves, :counted, :picked, :allocated, :gained)
                        on conflict (sku, location) do update set shelf = excluded.shelf, counted_at = excluded.counted_at,
                            picked = excluded.picked, allocated = excluded.allocated, gained_at = excluded.gained_at
                        """, items)
                .texts("skus", OfSku::sku)
                .texts("locations", row -> row.item().location())
                .positions("shelves", row -> row.item().shelf())
                .times("counted", row -> row.item().countedAt())
                .positions("picked", row -> row.item().picked())
                .positions("allocated", row -> row.item().allocated())
                .times("gained", row -> row.item().gainedAt());
    }
}
