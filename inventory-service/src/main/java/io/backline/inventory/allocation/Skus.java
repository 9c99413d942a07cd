package io.backline.inventory.allocation;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import io.backline.inventory.stock.Ledger;
import io.backline.inventory.stock.Ledger.Entry;
import io.backline.inventory.stock.Ledger.Reach;
import io.backline.inventory.stock.StockItem;
import io.backline.inventory.stock.StockItems;
import io.backline.inventory.stock.StockItems.OfSku;
import io.backline.messaging.RoundTrip;
import io.backline.messaging.Values;
import io.backline.messaging.Writes;
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
    private final Writes writes;
    private final Jdbi jdbi;

    Skus(StockItems items, Ledger ledger, Lines lines, Writes writes, Jdbi jdbi) {
        this.items = items;
        this.ledger = ledger;
        this.lines = lines;
        this.writes = writes;
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
        return lock(names, Set.of());
    }

    /** With those of the lines of these orders; a line never changes its SKU, so no lock is needed to know. */
    Locks lock(Set<String> names, Collection<UUID> orders) {
        var trip = new RoundTrip();
        trip.add("""
                insert into sku (sku)
                select name from unnest(:names) as name
                where not exists (select from sku where sku.sku = name)
                order by name collate "C"
                on conflict do nothing
                """, names).texts("names", name -> name);
        var locked = trip.add("""
                        select sku, backordered from sku
                        where sku = any(array(select unnest(:names) union all select sku from line where order_id = any(:orders)))
                        order by sku for no key update
                        """)
                .bind("names", Values.texts(names))
                .bind("orders", Values.ids(orders))
                .map(row -> Map.entry(row.getString("sku"), row.getLong("backordered")));
        trip.make(jdbi);
        return new Locks(locked.rows().stream().collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** What the decisions to come need of locked SKUs: their stock, and the lines of these orders. */
    Locked read(Locks locks, Collection<UUID> orders, Collection<Reach> reaches) {
        return read(locks, orders, reaches, new RoundTrip());
    }

    /** The same, on a round trip that others ask on, too. */
    Locked read(Locks locks, Collection<UUID> orders, Collection<Reach> reaches, RoundTrip trip) {
        var stock = items.of(locks.skus(), reaches, trip);
        var ofOrders = lines.of(orders, trip);
        trip.make(jdbi);
        var skus = new ArrayList<Sku>();
        locks.backordered().forEach((name, backordered) -> {
            var order = new ReleaseOrder(backordered, lines.pagesOf(name));
            skus.add(new Sku(name, stock.getOrDefault(name, List.of()), order));
        });
        return new Locked(skus, underLocks(ofOrders.rows(), locks.skus()));
    }

    /** The lines of those orders that stand under the locks as a whole; another was placed only after the locks were sought. */
    private static List<Line> underLocks(List<Line> lines, Set<String> lockedSkus) {
        var justPlaced = lines.stream()
                .filter(line -> !lockedSkus.contains(line.sku()))
                .map(Line::orderId)
                .collect(toSet());
        return lines.stream()
                .filter(line -> !justPlaced.contains(line.orderId()))
                .toList();
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
        writes.add("""
                        update sku set backordered = now.backordered
                        from unnest(:names, :backordered) as now (name, backordered)
                        where sku.sku = now.name
                        """, skus).texts("names", Sku::name).positions("backordered", sku -> sku.lines()
                .backordered());
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
