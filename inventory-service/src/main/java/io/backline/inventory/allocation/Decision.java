package io.backline.inventory.allocation;

import static io.backline.events.Streams.ALLOCATIONS;
import static io.backline.events.Streams.STOCK;

import io.backline.events.AllocationEvent;
import io.backline.events.AllocationEvent.AllocationRevoked;
import io.backline.events.AllocationEvent.BackorderReleased;
import io.backline.events.AllocationEvent.LineBackordered;
import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.AllocationEvent.Missing;
import io.backline.events.AllocationEvent.StockAllocated;
import io.backline.events.Progress;
import io.backline.events.StockEvent;
import io.backline.events.StockEvent.Restocked;
import io.backline.events.StockEvent.StockCorrected;
import io.backline.events.StockEvent.StockFeedGap;
import io.backline.events.StockEvent.StockedOut;
import io.backline.inventory.stock.Movement;
import io.backline.inventory.stock.StockItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one fact does to a SKU. First what it says itself; then lines lose what is not on the shelf any more, the last in release order first and never a
 * picked unit; then what is free goes to those who wait, the first in release order first.
 */
final class Decision {
    /** One location if one can serve a line, else as few as possible; ties by name. */
    static final Comparator<StockItem> MOST_AVAILABLE_FIRST =
            Comparator.comparingLong(StockItem::available).reversed().thenComparing(StockItem::location);

    private final Sku sku;
    private final Cause cause;
    private final Instant at;
    private final Map<String, Long> availableBefore = new HashMap<>();
    private final Map<Line, Progress> had = new LinkedHashMap<>();
    private final Map<Line, Set<String>> foundShort = new HashMap<>();
    private final List<Told<?>> told = new ArrayList<>();

    Decision(Sku sku, Cause cause, Instant at) {
        this.sku = sku;
        this.cause = cause;
        this.at = at;
        sku.items().forEach(item -> availableBefore.put(item.location(), item.available()));
    }

    void record(Movement movement) {
        var item = sku.item(movement.location());
        var shelf = item.shelf();
        item.record(movement);
        if (movement.counted() != null && item.shelf() != shelf) {
            var expected = movement.counted() - (item.shelf() - shelf);
            tell(new StockCorrected(sku.name(), item.location(), expected, movement.counted()));
        }
        reportIfBelowZero(item, shelf, movement);
    }

    void retract(Movement movement) {
        var item = sku.item(movement.location());
        var shelf = item.shelf();
        item.retract(movement);
        reportIfBelowZero(item, shelf, movement);
    }

    private void reportIfBelowZero(StockItem item, long shelfBefore, Movement movement) {
        if (shelfBefore >= 0 && item.shelf() < 0) {
            var missing = "the shelf sums to " + item.shelf() + ": a receipt is missing";
            tell(new StockFeedGap(
                    sku.name(), missing, item.location(), movement.fact().source()));
        }
    }

    /** Gives a line what it lacks, as far as units are free; where it was just found short comes last. */
    void serve(Line line) {
        had.putIfAbsent(line, line.progress());
        var untrusted = foundShort.getOrDefault(line, Set.of());
        var elsewhereFirst = Comparator.comparing((StockItem item) -> untrusted.contains(item.location()));
        for (var item : sku.items().stream()
                .sorted(elsewhereFirst.thenComparing(MOST_AVAILABLE_FIRST))
                .toList()) {
            var units = Math.clamp(item.available(), 0, line.lacking());
            if (units > 0) {
                line.notBefore(item.gainedAt());
                progress(line, line.with(item.location(), units));
            }
        }
    }

    /** A line is missing units here: the shelf is not to be trusted with it twice while there is another. */
    void foundShort(Line line, String location) {
        foundShort.computeIfAbsent(line, none -> new HashSet<>()).add(location);
    }

    /** A line comes to stand like this, because of the fact itself. */
    void change(Line line, Progress progress) {
        line.notBefore(at);
        progress(line, progress);
    }

    private void progress(Line line, Progress progress) {
        var before = line.progress();
        had.putIfAbsent(line, before);
        line.progress(progress);
        for (var location : locations(before, progress)) {
            var claimed = progress.at(location).unpicked() - before.at(location).unpicked();
            sku.item(location).claim(claimed);
        }
        sku.lines().changed(line);
    }

    static SortedSet<String> locations(Progress before, Progress after) {
        var locations = new TreeSet<>(before.locations().keySet());
        locations.addAll(after.locations().keySet());
        return locations;
    }

    List<Told<?>> settle() {
        takeBackWhatIsNotThere();
        noteGains();
        var free = available();
        giveWhatIsFree();
        tellOfStock(free);
        had.forEach(this::tellOfLine);
        return told;
    }

    private void takeBackWhatIsNotThere() {
        for (var item : List.copyOf(sku.items())) {
            while (item.available() < 0) {
                var last = sku.lines()
                        .lastUnpicked(item.location(), -item.available())
                        .orElseThrow();
                var lost = (int) Math.min(-item.available(), last.unpickedAt(item.location()));
                change(last, last.with(item.location(), -lost));
            }
        }
    }

    private void noteGains() {
        for (var item : sku.items()) {
            if (item.available() > availableBefore.getOrDefault(item.location(), 0L)) {
                item.gained(at);
            }
        }
    }

    /** Lines that refuse to wait are served from elsewhere at the moment they lose units, or not at all. */
    private void giveWhatIsFree() {
        var losers = new TreeMap<Place, Line>();
        had.keySet().stream()
                .filter(line -> line.refuses() && hasLost(line))
                .forEach(line -> losers.put(line.place(), line));
        while (available() > 0) {
            var waiting = sku.lines().firstWaiting(available());
            var loser = losers.firstEntry();
            if (loser != null
                    && waiting.filter(first -> first.place().compareTo(loser.getKey()) < 0)
                            .isEmpty()) {
                losers.remove(loser.getKey());
                serve(loser.getValue());
            } else if (waiting.isPresent()) {
                serve(waiting.get());
            } else {
                return;
            }
        }
    }

    private boolean hasLost(Line line) {
        return line.progress().allocated()
                < had.getOrDefault(line, Progress.NONE).allocated();
    }

    private long available() {
        return sku.items().stream().mapToLong(StockItem::available).sum();
    }

    private void tellOfStock(long free) {
        var before =
                availableBefore.values().stream().mapToLong(Long::longValue).sum();
        if (free > before) {
            tell(new Restocked(sku.name(), free, cause.name()));
        }
        if (Math.max(before, free) > 0 && available() == 0) {
            var latest = had.keySet().stream().map(Line::since).max(Comparator.naturalOrder());
            var event = new StockedOut(sku.name(), 0, cause.name());
            told.add(new Told<>(STOCK, event, latest.filter(at::isBefore).orElse(at)));
        }
    }

    private void tell(StockEvent event) {
        told.add(new Told<>(STOCK, event, at));
    }

    /** The result a line has now: an answer when it is new or has its units elsewhere, otherwise by what it gained or lost. */
    private void tellOfLine(Line line, Progress had) {
        var gained = line.progress().allocated() - had.allocated();
        if (cause == Cause.PLACED) {
            tell(line, answerTo(line), null);
        } else if (gained > 0) {
            tell(line, BackorderReleased::new, cause.name());
        } else if (gained < 0) {
            tell(line, AllocationRevoked::new, cause.name());
        } else if (line.progress().missing() > had.missing()
                || !line.progress().allocations().equals(had.allocations())) {
            tell(line, answerTo(line), cause.name());
        }
    }

    private static Result answerTo(Line line) {
        return line.lacking() == 0 ? StockAllocated::new : LineBackordered::new;
    }

    private void tell(Line line, Result result, @Nullable String reason) {
        var event = result.of(
                line.orderId(),
                line.number(),
                line.sku(),
                line.requested(),
                line.progress().allocated(),
                line.progress().allocations(),
                reason,
                missing(line.progress()));
        told.add(new Told<>(ALLOCATIONS, event, line.since()));
    }

    private static @Nullable Missing missing(Progress progress) {
        return progress.missing() == 0 ? null : new Missing(progress.missing(), progress.missingPicked());
    }

    private interface Result {
        AllocationEvent of(
                UUID orderId,
                int lineNumber,
                String sku,
                int requested,
                int allocated,
                List<LocationUnits> locations,
                @Nullable String reason,
                @Nullable Missing missing);
    }
}
