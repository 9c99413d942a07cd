package io.backline.order.order;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.backline.events.BacklogStage;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A stage, and the location for units that lie at one. */
public record Spot(BacklogStage stage, @Nullable String location) implements Comparable<Spot> {
    private static final Comparator<Spot> ORDER =
            comparing(Spot::stage).thenComparing(Spot::location, nullsFirst(naturalOrder()));

    @Override
    public int compareTo(Spot other) {
        return ORDER.compare(this, other);
    }
}
