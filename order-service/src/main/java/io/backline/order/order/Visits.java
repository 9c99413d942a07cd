package io.backline.order.order;

import io.backline.events.BacklogStage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which stages the units of one line stand in since when. First in, first out; time never runs backwards. */
final class Visits {
    private final List<Visit> asRead;
    private final List<Visit> open;
    private final List<Visit> ended = new ArrayList<>();
    private boolean moved;

    /** Open visits, oldest first. */
    Visits(List<Visit> open) {
        this.asRead = open;
        this.open = new ArrayList<>(open);
    }

    /** Lets units leave the stages that hold fewer now, and enter those that hold more. */
    void follow(Map<BacklogStage, Integer> units, Instant at) {
        var moment = open.stream().map(Visit::enteredAt).reduce(at, Visits::later);
        for (var stage : BacklogStage.values()) {
            leave(stage, standing(stage) - units.getOrDefault(stage, 0), moment);
        }
        for (var stage : units.keySet()) {
            enter(stage, units.getOrDefault(stage, 0) - standing(stage), moment);
        }
    }

    private int standing(BacklogStage stage) {
        return open.stream()
                .filter(visit -> visit.stage() == stage)
                .mapToInt(Visit::units)
                .sum();
    }

    private void leave(BacklogStage stage, int units, Instant at) {
        var left = units;
        for (var visits = open.listIterator(); visits.hasNext() && left > 0; ) {
            var visit = visits.next();
            if (visit.stage() != stage) {
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

    private void enter(BacklogStage stage, int units, Instant at) {
        if (units <= 0) {
            return;
        }
        moved = true;
        for (var visits = open.listIterator(); visits.hasNext(); ) {
            var visit = visits.next();
            if (visit.stage() == stage && visit.enteredAt().equals(at)) {
                visits.set(visit.joinedBy(units));
                return;
            }
        }
        open.add(new Visit(null, stage, units, at, null));
    }

    boolean moved() {
        return moved;
    }

    List<Visit> open() {
        return List.copyOf(open);
    }

    /** Visits that are to be written: those that ended since they were read, and open ones that are new or have other units. */
    Stream<Visit> changed() {
        return Stream.concat(ended.stream(), open.stream().filter(visit -> !asRead.contains(visit)));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
