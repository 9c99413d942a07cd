package io.backline.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

@ConfigMapping(prefix = "backline.outbox")
interface OutboxSettings {

    /** An event that waits longer than this to be published makes the service unready: somebody must look. */
    @WithDefault("30s")
    Duration maxAge();

    /** How often the relay looks without having been woken: for what another replica wrote. */
    @WithDefault("200ms")
    Duration poll();
}
