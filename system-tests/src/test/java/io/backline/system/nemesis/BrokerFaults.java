package io.backline.system.nemesis;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.List;

/** Kafka away: orders are still taken, and what follows from them waits in the outboxes. */
final class BrokerFaults {
    private static final Duration A_BROKER_TAKES = Duration.ofSeconds(30);

    private BrokerFaults() {}

    static List<Fault> all(Scale scale) {
        return List.of(killed(), away(scale), frozen());
    }

    private static Fault killed() {
        return new Fault("broker: killed", (site, chance) -> {
                    site.broker().kill();
                    return site.broker()::start;
                })
                .within(A_BROKER_TAKES);
    }

    private static Fault away(Scale scale) {
        return new Fault("broker: killed and away for a while", (site, chance) -> {
                    site.broker().kill();
                    SECONDS.sleep(scale.absence().toSeconds());
                    return site.broker()::start;
                })
                .whileAllAre(Health.ALIVE)
                .within(A_BROKER_TAKES);
    }

    private static Fault frozen() {
        return new Fault("broker: frozen", (site, chance) -> {
                    site.broker().signal(Signals.FREEZE);
                    SECONDS.sleep(8);
                    return () -> site.broker().signal(Signals.THAW);
                })
                .within(A_BROKER_TAKES);
    }
}
