package io.backline.inventory.allocation;

import static java.util.Comparator.comparing;

import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.Progress;
import io.backline.events.Progress.Step;
import io.backline.inventory.stock.Movement.OfLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rules of allocation without any cleverness: nothing is kept but what was told; shelves are summed anew each time, lines sorted anew each time, and
 * units move one by one.
 */
final class NaiveTeapots {
    static final List<String> LOCATIONS = List.of("EAST", "MAIN", "WEST");

    final Map<OfLine, NaiveLine> lines = new HashMap<>();
    final List<Entry> entries = new ArrayList<>();

    static final class NaiveLine {
        Place place;
        int requested;
        boolean refuses;
        Progress progress = Progress.NONE;
        final Set<String> foundShortAt = new HashSet<>();

        int lacking() {
            return requested - progress.allocated();
        }
    }

    /** What was told of a shelf: a count, or a change; of a line's pick also whether it is only implied so far. */
    static final class Entry {
        String location;
        Instant at;

        @Nullable
        Integer counted;

        int change;

        @Nullable
        OfLine impliedFor;

        boolean retracted;
    }

    long shelf(String location) {
        var units = 0L;
        for (var entry : entries.stream()
                .filter(entry -> entry.location.equals(location) && !entry.retracted)
                .sorted(comparing((Entry entry) -> entry.at))
                .toList()) {
            units = entry.counted != null ? entry.counted : units + entry.change;
        }
        return units;
    }

    long unpicked(String location) {
        return lines.values().stream()
                .mapToLong(line -> line.progress.at(location).unpicked())
                .sum();
    }

    long available(String location) {
        return Math.max(0, shelf(location)) - unpicked(location);
    }

    Entry tell(String location, Instant at, @Nullable Integer counted, int change) {
        var entry = new Entry();
        entry.location = location;
        entry.at = at;
        entry.counted = counted;
        entry.change = change;
        entries.add(entry);
        return entry;
    }

    void place(OfLine id, int quantity, boolean refuses, Place place) {
        var line = new NaiveLine();
        line.requested = quantity;
        line.refuses = refuses;
        line.place = place;
        lines.put(id, line);
        serve(line);
    }

    void cancel(OfLine id, int units, Instant at) {
        var line = lines.get(id);
        var before = line.progress;
        line.requested -= units;
        line.progress = before.cancel(line.requested);
        for (var location : LOCATIONS) {
            tell(location, at, null, inTotes(before, location) - inTotes(line.progress, location));
        }
        settle(List.of());
    }

    private static int inTotes(Progress progress, String location) {
        return progress.at(location).picked() - progress.at(location).shipped();
    }

    void advance(OfLine id, Step step, int quantity, @Nullable String location, Instant at) {
        var line = lines.get(id);
        var before = line.progress;
        line.progress = before.advance(step, quantity, location, line.requested);
        for (var here : LOCATIONS) {
            var left = line.progress.at(here).picked() - before.at(here).picked();
            var told = line.progress.at(here).toldPicked() - before.at(here).toldPicked();
            for (var unit = 0; unit < left; unit++) {
                tell(here, at, null, -1).impliedFor = step == Step.PICK ? null : id;
            }
            for (var unit = 0; step == Step.PICK && unit < told - left; unit++) {
                firstImplied(id, here).ifPresent(implied -> {
                    implied.impliedFor = null;
                    tell(here, implied.at, null, 1);
                    tell(here, at, null, -1);
                });
            }
        }
        if (step == Step.SHIP) {
            var gone = before.excess(step, quantity, line.requested);
            tell(location != null ? location : before.home(), at, null, -gone);
        }
        settle(List.of());
    }

    private Optional<Entry> firstImplied(OfLine id, String location) {
        return entries.stream()
                .filter(entry -> !entry.retracted && id.equals(entry.impliedFor) && entry.location.equals(location))
                .min(comparing(entry -> entry.at));
    }

    void unpick(OfLine id, int quantity, @Nullable String location, Instant at) {
        var line = lines.get(id);
        var before = line.progress;
        line.progress = before.unpick(quantity, location);
        for (var here : LOCATIONS) {
            tell(
                    here,
                    at,
                    null,
                    before.at(here).picked() - line.progress.at(here).picked());
        }
        settle(List.of());
    }

    void shortPick(OfLine id, int missing, @Nullable String location, Instant at) {
        var line = lines.get(id);
        var before = line.progress;
        line.progress = before.missing(missing, location);
        var elsewhere = missing;
        for (var here : LOCATIONS) {
            var lost = before.at(here).allocated() - line.progress.at(here).allocated();
            if (lost > 0) {
                line.foundShortAt.add(here);
            }
            tell(
                    here,
                    at,
                    null,
                    before.at(here).picked() - line.progress.at(here).picked() - lost);
            elsewhere -= lost;
        }
        tell(location != null ? location : before.home(), at, null, -elsewhere);
        settle(elsewhere < missing && line.refuses ? List.of(line) : List.of());
        line.foundShortAt.clear();
    }

    /** The last lose what is not there, unit by unit; the first get what is free. */
    void settle(List<NaiveLine> refusingLosers) {
        var losers = new ArrayList<>(refusingLosers);
        for (var location : LOCATIONS) {
            while (available(location) < 0) {
                var last = lines.values().stream()
                        .filter(line -> line.progress.at(location).unpicked() > 0)
                        .max(comparing(line -> line.place))
                        .orElseThrow();
                give(last, location, -1);
                losers.add(last);
            }
        }
        while (true) {
            var first = Stream.concat(
                            losers.stream().filter(line -> line.refuses),
                            lines.values().stream().filter(line -> !line.refuses))
                    .filter(line -> line.lacking() > 0)
                    .min(comparing(line -> line.place));
            if (first.isEmpty() || LOCATIONS.stream().allMatch(location -> available(location) == 0)) {
                return;
            }
            serve(first.get());
        }
    }

    /** From the smallest set of locations that does it; of several sets from the fullest locations, then by name; last from where it was just found short. */
    private void serve(NaiveLine line) {
        var fullest = LOCATIONS.stream()
                .sorted(comparing((String location) -> line.foundShortAt.contains(location))
                        .thenComparing(location -> -available(location))
                        .thenComparing(name -> name))
                .toList();
        for (var location : fullest) {
            for (var free = available(location); free > 0 && line.lacking() > 0; free--) {
                give(line, location, 1);
            }
        }
    }

    private static void give(NaiveLine line, String location, int change) {
        var units = new ArrayList<LocationUnits>();
        for (var here : new TreeSet<>(LOCATIONS)) {
            units.add(
                    new LocationUnits(here, line.progress.at(here).allocated() + (here.equals(location) ? change : 0)));
        }
        line.progress = line.progress.allocated(units, line.requested);
    }
}
