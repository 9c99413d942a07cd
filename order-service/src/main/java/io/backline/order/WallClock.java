package io.backline.order;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Where the time of commands comes from. */
class WallClock {
    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }
}
