package io.backline.order.order;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** At which spots the units of one line stand since when. First in, first out; time never runs backwards. */
public final class Visits {
    private final List<Visit> asRead;
    private final List<Visit> open;
    private final List<Visit> ended = new ArrayList<>();
    private boolean moved;

    /** Open visits, oldest first. */
    public Visits(List<Visit> open) {
        this.asRead = open;
        this.open = new ArrayList<>(open);
    }

    /** Lets units leave the spots that hold fewer now, and come to those that hold more. Answers when, later than asked if that would be back in time. */
    public Instant follow(Map<Spot, Integer> units, Instant at) {
        var moment = open.stream().map(Visit::enteredAt).reduce(at, Visits::later);
        var before = new TreeSet<Spot>();
        open.forEach(visit -> before.add(visit.spot()));
        for (var spot : before) {
            leave(spot, standing(spot) - units.getOrDefault(spot, 0), moment);
        }
        for (var spot : new TreeSet<>(units.keySet())) {
            enter(spot, units.getOrDefault(spot, 0) - standing(spot), moment);
        }
        return moment;
    }

    private int standing(Spot spot) {
        return open.stream()
                .filter(visit -> visit.spot().equals(spot))
                .mapToInt(Visit::units)
                .sum();
    }

    private void leave(Spot spot, int units, Instant at) {
        var left = units;
        for (var visits = open.listIterator(); visits.hasNext() && left > 0; ) {
            var visit = visits.next();
            if (!visit.spot().equals(spot)) {
                continue;
            }
            moved = true;
            if (visit.units() <= left) {
                visits.remove();
                ended.add(visit.left(at));
            } else {
                visits.set(visit.without(left));
                ended.add(visit.partLeft(left, at));
            }
            left -= visit.units();
        }
    }

    private void enter(Spot spot, int units, Instant at) {
        if (units <= 0) {
            return;
        }
        moved = true;
        for (var visits = open.listIterator(); visits.hasNext(); ) {
            var visit = visits.next();
            if (visit.spot().equals(spot) && visit.enteredAt().equals(at)) {
                visits.set(visit.joinedBy(units));
                return;
            }
        }
        open.add(new Visit(null, spot, units, at, null));
    }

    boolean moved() {
        return moved;
    }

    public List<Visit> open() {
        return List.copyOf(open);
    }

    /** Those that ended since they were read. */
    public List<Visit> ended() {
        return List.copyOf(ended);
    }

    /** Visits that are to be written: those that ended since they were read, and open ones that are new or have other units. */
    Stream<Visit> changed() {
        return Stream.concat(ended.stream(), open.stream().filter(visit -> !asRead.contains(visit)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
