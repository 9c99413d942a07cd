package io.backline.order.console;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** By which names the console is reached, where it asks the other services, and how long it waits for them. */
@ConfigMapping(prefix = "backline.console")
interface ConsoleConfig {
    /** Besides addresses and names without a dot. */
    Optional<List<String>> hosts();

    @WithDefault("http://localhost:8081")
    URI inventoryUrl();

    @WithDefault("http://localhost:8082")
    URI notificationUrl();

    /** A page shows what it has rather than waiting longer. */
    @WithDefault("2s")
    Duration patience();
}
