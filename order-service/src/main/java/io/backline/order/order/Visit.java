package io.backline.order.order;

import io.backline.events.BacklogStage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Units of a line that came to a spot together and left it together, or still stand there. A visit that is not written yet has no id. */
public record Visit(
        @Nullable Long id,
        Spot spot,
        int units,
        Instant enteredAt,
        @Nullable Instant leftAt) {

    public BacklogStage stage() {
        return spot.stage();
    }

    Visit left(Instant at) {
        return new Visit(id, spot, units, enteredAt, at);
    }

    /** What stays when some of the units go. */
    Visit without(int gone) {
        return new Visit(id, spot, units - gone, enteredAt, null);
    }

    /** Those that go. */
    Visit partLeft(int gone, Instant at) {
        return new Visit(null, spot, gone, enteredAt, at);
    }

    Visit joinedBy(int more) {
        return new Visit(id, spot, units + more, enteredAt, null);
    }
}
