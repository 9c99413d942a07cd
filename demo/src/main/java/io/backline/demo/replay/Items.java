package io.backline.demo.replay;

import io.backline.demo.replay.Happening.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can be known only from several files together: which units of orders the stock records speak of. One look through stock and stages, before they are played. */
final class Items {
    private final Map<String, Item> items = new HashMap<>();
    private final Set<String> missed = new HashSet<>();
    private final Map<String, Set<String>> received = new HashMap<>();
    private boolean moved;

    /** A unit of an order that the stock records know by its id. */
    record Item(
            String id,
            String externalId,
            String sku,
            @Nullable Instant pickedAt) {}

    static Items read(List<Path> stock, List<Path> stages) throws IOException {
        var items = new Items();
        for (var file : stock) {
            JsonLines.each(file, line -> items.readStock(new Fields(line)));
        }
        for (var file : stages) {
            var reading = new StageReading();
            JsonLines.each(file, line -> items.readStage(reading.read(line)));
        }
        return items;
    }

    private void readStock(Fields fields) throws BadLine {
        var ref = fields.optionalText("ref");
        switch (fields.text("type")) {
            case "received" ->
                received.computeIfAbsent(ref == null ? "" : ref, none -> new HashSet<>())
                        .add(fields.text("sku"));
            case "stocked-out" -> missed.add(ref == null ? "" : ref);
            default -> {}
        }
    }

    private void readStage(Happening.StageReached reached) {
        moved |=
                reached.stage() == Stage.PICKING || reached.stage() == Stage.PACKED || reached.stage() == Stage.SHIPPED;
        var item = reached.item();
        if (item == null || item.sku() == null || !missed.contains(item.id()) && !received.containsKey(item.id())) {
            return;
        }
        var pickedAt = reached.stage() == Stage.PICKING ? reached.at() : null;
        items.merge(
                item.id(),
                new Item(item.id(), reached.externalId(), item.sku(), pickedAt),
                (known, again) -> known.pickedAt() == null ? again : known);
    }

    @Nullable
    Item find(@Nullable String id) {
        return id == null ? null : items.get(id);
    }

    /** Whether the files tell that anything left a shelf. */
    boolean haveMoved() {
        return moved;
    }

    /** Items that the stock records bring although nobody missed them. */
    List<Item> broughtAtOnce() {
        return items.values().stream()
                .filter(item -> isBrought(item) && !missed.contains(item.id()))
                .toList();
    }

    /** Items that were missed, and picked later although no stock record brings them. */
    List<Item> neverBrought() {
        return items.values().stream()
                .filter(item -> missed.contains(item.id()) && !isBrought(item))
                .toList();
    }

    private boolean isBrought(Item item) {
        return received.getOrDefault(item.id(), Set.of()).contains(item.sku());
    }

    /** SKUs that come in by the dozen: the stock records say themselves how many there were. */
    Set<String> skusInBulk() {
        return received.entrySet().stream()
                .filter(receipt -> !items.containsKey(receipt.getKey()))
                .flatMap(receipt -> receipt.getValue().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
