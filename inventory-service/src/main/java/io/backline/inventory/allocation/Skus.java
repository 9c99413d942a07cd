package io.backline.inventory.allocation;

import static java.util.stream.Collectors.toMap;

import io.backline.inventory.stock.Ledger;
import io.backline.inventory.stock.Ledger.Entry;
import io.backline.inventory.stock.Ledger.Reach;
import io.backline.inventory.stock.StockItem;
import io.backline.inventory.stock.StockItems;
import io.backline.inventory.stock.StockItems.OfSku;
import io.backline.messaging.Rows;
import io.backline.messaging.Values;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** SKUs under their locks. Every decision begins with {@link #lock} and {@link #read} and ends with {@link #write}, in one transaction. */
@ApplicationScoped
class Skus {
    private final StockItems items;
    private final Ledger ledger;
    private final Lines lines;
    private final Jdbi jdbi;

    Skus(StockItems items, Ledger ledger, Lines lines, Jdbi jdbi) {
        this.items = items;
        this.ledger = ledger;
        this.lines = lines;
        this.jdbi = jdbi;
    }

    /** Locks that are held until the transaction ends, and how many units wait for each SKU. */
    record Locks(Map<String, Long> backordered) {
        Set<String> skus() {
            return backordered.keySet();
        }
    }

    /** Takes the locks of all SKUs named, in one order everywhere. A SKU that nobody mentioned before is known from now on. */
    Locks lock(Set<String> names) {
        mention(names);
        return new Locks(jdbi.withHandle(handle -> handle.createQuery("""
                        select sku, backordered from sku where sku = any(:names) order by sku for no key update
                        """)
                .bind("names", Values.texts(names))
                .map((row, context) -> Map.entry(row.getString("sku"), row.getLong("backordered")))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue))));
    }

    private void mention(Set<String> names) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        insert into sku (sku)
                        select name from unnest(:names) as name
                        where not exists (select from sku where sku.sku = name)
                        order by name collate "C"
                        on conflict do nothing
                        """).bind("names", Values.texts(names)).execute());
    }

    /** What the decisions to come need of locked SKUs: their stock, and the lines of these orders. */
    Locked read(Locks locks, Collection<UUID> orders, Collection<Reach> reaches) {
        var stock = items.of(locks.skus(), reaches);
        var skus = new ArrayList<Sku>();
        locks.backordered().forEach((name, backordered) -> {
            var order = new ReleaseOrder(backordered, lines.pagesOf(name));
            skus.add(new Sku(name, stock.getOrDefault(name, List.of()), order));
        });
        return new Locked(skus, orders.isEmpty() ? List.of() : lines.of(orders, locks.skus()));
    }

    void write(Locked locked) {
        var stock = new ArrayList<OfSku>();
        var movements = new ArrayList<Entry>();
        var changed = new ArrayList<Line>();
        for (var sku : locked.skus()) {
            sku.items().stream().filter(StockItem::isChanged).forEach(item -> stock.add(new OfSku(sku.name(), item)));
            sku.ledger().forEach(movement -> movements.add(new Entry(sku.name(), movement)));
            changed.addAll(sku.lines().changed());
        }
        writeBackordered(locked.skus().stream()
                .filter(sku -> sku.lines().isBackorderedChanged())
                .toList());
        items.write(stock);
        ledger.add(movements);
        lines.write(changed);
    }

    private void writeBackordered(List<Sku> skus) {
        if (skus.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> new Rows<>(handle.createUpdate("""
                        update sku set backordered = now.backordered
                        from unnest(:names, :backordered) as now (name, backordered)
                        where sku.sku = now.name
                        """), skus)
                .texts("names", Sku::name)
                .positions("backordered", sku -> sku.lines().backordered())
                .statement()
                .execute());
    }

    boolean isMentioned(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("select exists (select from sku where sku = :name)")
                .bind("name", name)
                .mapTo(Boolean.class)
                .one());
    }

    /** Units that wait for this SKU. */
    long backordered(String name) {
        return jdbi.withHandle(handle -> handle.createQuery("select backordered from sku where sku = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }
}
