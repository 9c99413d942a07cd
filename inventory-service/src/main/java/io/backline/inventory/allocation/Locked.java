package io.backline.inventory.allocation;

import io.backline.inventory.stock.Movement.OfLine;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** The SKUs whose locks a transaction holds, and the lines of the orders it names. */
final class Locked {
    private final SortedMap<String, Sku> skus = new TreeMap<>();
    private final Map<OfLine, Line> lines = new HashMap<>();
    private final Set<UUID> orders = new HashSet<>();

    Locked(Collection<Sku> skus, Collection<Line> lines) {
        skus.forEach(sku -> this.skus.put(sku.name(), sku));
        lines.forEach(line -> {
            of(line).lines().know(line);
            add(line);
        });
    }

    Collection<Sku> skus() {
        return skus.values();
    }

    Collection<Line> lines() {
        return lines.values();
    }

    Sku sku(String name) {
        var sku = skus.get(name);
        if (sku == null) {
            throw new IllegalStateException("nobody locked SKU " + name);
        }
        return sku;
    }

    Sku of(Line line) {
        return sku(line.sku());
    }

    void add(Line line) {
        lines.put(line.id(), line);
        orders.add(line.orderId());
    }

    boolean knows(UUID orderId) {
        return orders.contains(orderId);
    }

    Optional<Line> line(UUID orderId, int number) {
        return Optional.ofNullable(lines.get(new OfLine(orderId, number)));
    }

    Collection<Line> linesOf(UUID orderId) {
        return lines.values().stream()
                .filter(line -> line.orderId().equals(orderId))
                .toList();
    }
}
