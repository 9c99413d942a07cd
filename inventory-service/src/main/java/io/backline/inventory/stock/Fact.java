package io.backline.inventory.stock;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Something that happened: when, and which event told it. Times are kept to the microsecond, as the database keeps them. */
public record Fact(String source, String eventId, Instant at) {
    public Fact {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** The same telling, of another moment. */
    public Fact at(Instant moment) {
        return new Fact(source, eventId, moment);
    }
}
