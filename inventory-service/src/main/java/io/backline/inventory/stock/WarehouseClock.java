package io.backline.inventory.stock;

import io.backline.messaging.Refused;
import java.time.Duration;
import java.time.Instant;

/** Clocks of warehouses may be wrong by a little. What claims to have happened later than that has not happened. */
public final class WarehouseClock {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private WarehouseClock() {}

    public static void refuseIfAhead(String field, Instant at) {
        if (at.isAfter(Instant.now().plus(TOLERANCE))) {
            throw new Refused(field, at + " lies more than 5 minutes ahead");
        }
    }
}
