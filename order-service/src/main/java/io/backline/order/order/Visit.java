package io.backline.order.order;

import io.backline.events.BacklogStage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Units of a line that entered a stage together and left it together, or still stand there. A visit that is not written yet has no id. */
record Visit(
        @Nullable Long id,
        BacklogStage stage,
        int units,
        Instant enteredAt,
        @Nullable Instant leftAt) {

    Visit left(Instant at) {
        return new Visit(id, stage, units, enteredAt, at);
    }

    /** What stays when some of the units go. */
    Visit without(int gone) {
        return new Visit(id, stage, units - gone, enteredAt, null);
    }

    /** Those that go. */
    Visit partLeft(int gone, Instant at) {
        return new Visit(null, stage, gone, enteredAt, at);
    }

    Visit joinedBy(int more) {
        return new Visit(id, stage, units + more, enteredAt, null);
    }
}
