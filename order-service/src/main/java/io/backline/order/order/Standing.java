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
        @Nullable BacklogStage stage, List<WaitingUnits> waiting, List<PickableUnits> pickable, boolean isClosed) {
    static final Standing UNTOLD = new Standing(null, List.of(), List.of(), false);

    /** Whether the other has nothing to pick that is not to be picked here. */
    boolean coversPicksOf(Standing other) {
        var here = picks();
        return other.picks().entrySet().stream()
                .allMatch(pick -> pick.getValue() <= here.getOrDefault(pick.getKey(), 0));
    }

    private record Place(int lineNumber, String location) {}

    private Map<Place, Integer> picks() {
        var picks = new HashMap<Place, Integer>();
        pickable.forEach(pick -> picks.put(new Place(pick.lineNumber(), pick.location()), pick.quantity()));
        return picks;
    }
}
