package io.backline.order.order;

import io.backline.events.BacklogStage;
import io.backline.events.OrderEvent.PickableUnits;
import io.backline.events.OrderEvent.WaitingUnits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that others are told about how an order stands; what differs from what they were told last is told again. */
record Standing(
        @Nullable BacklogStage stage,
        List<WaitingUnits> waiting,
        List<PickableUnits> pickable,
        Map<Place, Integer> picked,
        boolean isClosed) {
    static final Standing UNTOLD = new Standing(null, List.of(), List.of(), Map.of(), false);

    /** A line at a location. */
    record Place(int lineNumber, String location) {}

    /** Whether what is to be picked differs from before only by what was picked in between, place by place. */
    boolean differsByPicksOnly(Standing before) {
        var left = new HashMap<>(before.units());
        units().forEach((place, units) -> left.merge(place, -units, Integer::sum));
        return left.entrySet().stream().allMatch(change -> {
            var picks = picked.getOrDefault(change.getKey(), 0) - before.picked.getOrDefault(change.getKey(), 0);
            return change.getValue() >= 0 && change.getValue() <= Math.max(picks, 0);
        });
    }

    private Map<Place, Integer> units() {
        var units = new HashMap<Place, Integer>();
        pickable.forEach(pick -> units.put(new Place(pick.lineNumber(), pick.location()), pick.quantity()));
        return units;
    }
}
