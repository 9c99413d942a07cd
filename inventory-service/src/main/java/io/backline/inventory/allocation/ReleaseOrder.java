package io.backline.inventory.allocation;

import io.backline.inventory.stock.Movement.OfLine;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The lines of one SKU in release order, read from its two ends as far as a decision reaches: those that wait from the first on, those with units on a
 * shelf from the last on. What is known here of a line outweighs what a page says.
 */
final class ReleaseOrder {
    /** Where lines come from that are not known yet: at most {@code limit} of them, in the order in which they are read. */
    interface Pages {
        List<Line> waiting(@Nullable Place after, int limit);

        List<Line> unpicked(String location, @Nullable Place before, int limit);
    }

    private static final int LONGEST_PAGE = 2_000;

    private final Pages pages;
    private final Map<OfLine, Line> known = new HashMap<>();
    private final Set<Line> changed = new LinkedHashSet<>();
    private final End waiting;
    private final Map<String, End> unpicked = new HashMap<>();
    private final Map<OfLine, Integer> waitingUnits = new HashMap<>();
    private final long backorderedBefore;
    private long backordered;

    /** {@code backordered} are the units that wait in all, of known lines and of others. */
    ReleaseOrder(long backordered, Pages pages) {
        this.pages = pages;
        this.backorderedBefore = backordered;
        this.backordered = backordered;
        this.waiting = new End(Comparator.naturalOrder(), pages::waiting, backordered == 0);
    }

    long backordered() {
        return backordered;
    }

    boolean isBackorderedChanged() {
        return backordered != backorderedBefore;
    }

    /** Lines that are new or have changed, to be stored. */
    Set<Line> changed() {
        return changed;
    }

    Optional<Line> line(OfLine id) {
        return Optional.ofNullable(known.get(id));
    }

    /** Takes in a line as it is stored. */
    void know(Line line) {
        if (known.putIfAbsent(line.id(), line) == null) {
            waitingUnits.put(line.id(), line.waiting());
            file(line);
        }
    }

    /** Takes in a line that is new, or has other units than before. */
    void changed(Line line) {
        known.putIfAbsent(line.id(), line);
        changed.add(line);
        var waitedBefore = waitingUnits.put(line.id(), line.waiting());
        backordered += line.waiting() - (waitedBefore == null ? 0 : waitedBefore);
        file(line);
    }

    void move(Line line, Place to) {
        waiting.remove(line);
        unpicked.values().forEach(end -> end.remove(line));
        line.moveTo(to);
        changed(line);
    }

    /** The line to be served next, now that {@code units} are there to give. */
    Optional<Line> firstWaiting(long units) {
        return waiting.first(units);
    }

    /** The line that is the first to lose units on this shelf, now that {@code units} are too many. */
    Optional<Line> lastUnpicked(String location, long units) {
        return unpickedAt(location).first(units);
    }

    private void file(Line line) {
        waiting.file(line, line.waiting() > 0);
        line.progress().locations().keySet().forEach(this::unpickedAt);
        unpicked.forEach((location, end) -> end.file(line, line.unpickedAt(location) > 0));
    }

    private End unpickedAt(String location) {
        return unpicked.computeIfAbsent(
                location,
                here -> new End(
                        Comparator.reverseOrder(), (before, limit) -> pages.unpicked(here, before, limit), false));
    }

    private interface Page {
        List<Line> after(@Nullable Place place, int limit);
    }

    /** Lines as read from one end: all that stand before {@code readTo} are known. */
    private final class End {
        private final Comparator<Place> direction;
        private final NavigableMap<Place, Line> lines;
        private final Page page;
        private boolean readAll;
        private @Nullable Place readTo;

        End(Comparator<Place> direction, Page page, boolean readAll) {
            this.direction = direction;
            this.lines = new TreeMap<>(direction);
            this.page = page;
            this.readAll = readAll;
        }

        void file(Line line, boolean belongsHere) {
            if (belongsHere) {
                lines.put(line.place(), line);
            } else {
                remove(line);
            }
        }

        void remove(Line line) {
            lines.remove(line.place());
        }

        Optional<Line> first(long units) {
            while (!readAll && !standsBeforeReadTo(lines.firstEntry())) {
                readOn(Math.clamp(units, 1, LONGEST_PAGE));
            }
            return Optional.ofNullable(lines.firstEntry()).map(Map.Entry::getValue);
        }

        private boolean standsBeforeReadTo(Map.@Nullable Entry<Place, Line> first) {
            return first != null && readTo != null && direction.compare(first.getKey(), readTo) <= 0;
        }

        private void readOn(int limit) {
            var next = page.after(readTo, limit);
            next.forEach(ReleaseOrder.this::know);
            readAll = next.size() < limit;
            readTo = next.isEmpty() ? readTo : next.getLast().place();
        }
    }
}
