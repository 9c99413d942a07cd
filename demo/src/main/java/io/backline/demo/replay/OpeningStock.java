package io.backline.demo.replay;

import io.backline.demo.replay.Happening.StockChanged;
import io.backline.events.WarehouseStockEvent;
import io.backline.events.WarehouseStockEvent.StockReceived;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stock for what the files take from shelves and never receive: one unit for each that is ordered, booked when the day of its order begins (UTC), also for
 * one that the picker will miss, for until then the books had it. A missed unit that is picked later and never received comes on the day of that pick.
 * Booked all at the beginning, it would replace every missing unit at once with one that is meant for an order of months later, and nothing would ever wait.
 */
final class OpeningStock implements Timeline.Source {
    private final SortedMap<Instant, SortedMap<String, Integer>> units = new TreeMap<>();
    private final Queue<StockChanged> left = new ArrayDeque<>();

    private OpeningStock() {}

    /** None, if the files do not tell that anything left a shelf, nor of SKUs that they receive otherwise. */
    static OpeningStock of(String channel, List<Path> orders, Items items) throws IOException {
        var opening = new OpeningStock();
        if (items.haveMoved()) {
            opening.read(orders, items);
        }
        opening.units.forEach((day, skus) -> skus.forEach((sku, quantity) -> {
            var told = "opening|" + channel + "|" + day + "|" + sku + "|" + quantity;
            var event = new StockReceived(sku, WarehouseStockEvent.MAIN, quantity, day, null);
            opening.left.add(StockChanged.of(day, told, event));
        }));
        return opening;
    }

    private void read(List<Path> orders, Items items) throws IOException {
        var inBulk = items.skusInBulk();
        var brought = new HashMap<OfOrder, Integer>();
        for (var item : items.broughtAtOnce()) {
            brought.merge(new OfOrder(item.externalId(), item.sku()), 1, Integer::sum);
        }
        for (var file : orders) {
            JsonLines.each(file, line -> book(new Fields(line), inBulk, brought));
        }
        for (var item : items.neverBrought()) {
            if (item.pickedAt() != null && !inBulk.contains(item.sku())) {
                book(item.pickedAt(), item.sku(), 1);
            }
        }
    }

    private record OfOrder(String externalId, String sku) {}

    private void book(Fields order, Set<String> inBulk, Map<OfOrder, Integer> brought) throws BadLine {
        var placedAt = order.time("placedAt");
        for (var each : order.line().path("lines")) {
            var line = new Fields(each);
            var sku = line.text("sku");
            if (!inBulk.contains(sku)) {
                var of = new OfOrder(order.text("externalId"), sku);
                var quantity = line.number("quantity");
                var comes = Math.min(quantity, brought.getOrDefault(of, 0));
                brought.computeIfPresent(of, (same, units) -> units - comes);
                book(placedAt, sku, quantity - comes);
            }
        }
    }

    private void book(Instant at, String sku, int quantity) {
        if (quantity > 0) {
            units.computeIfAbsent(at.truncatedTo(ChronoUnit.DAYS), day -> new TreeMap<>())
                    .merge(sku, quantity, Integer::sum);
        }
    }

    long units() {
        return units.values().stream()
                .flatMap(skus -> skus.values().stream())
                .mapToLong(Integer::longValue)
                .sum();
    }

    @Override
    public @Nullable StockChanged head() {
        return left.peek();
    }

    @Override
    public void advance() {
        left.remove();
    }

    @Override
    public long position() {
        return 0;
    }

    @Override
    public void close() {}
}
