package io.backline.system.nemesis;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.time.Duration;
import java.util.List;

/** No room left on a disk. What gave up is started again when there is room. */
final class DiskFaults {
    private static final int FULL_SECONDS = 10;

    private DiskFaults() {}

    static List<Fault> all(Disks disks) {
        return disks.canFill() ? List.of(ofBroker(), ofDatabase()) : List.of();
    }

    private static Fault ofBroker() {
        return new Fault("broker: disk full", (site, chance) -> {
                    site.disks().fill(site.disks().ofBroker());
                    SECONDS.sleep(FULL_SECONDS);
                    return () -> {
                        site.disks().free(site.disks().ofBroker());
                        site.broker().start();
                    };
                })
                .within(Duration.ofSeconds(30));
    }

    private static Fault ofDatabase() {
        return new Fault("database: disk full", (site, chance) -> {
                    site.disks().fill(site.disks().ofDatabase());
                    SECONDS.sleep(FULL_SECONDS);
                    return () -> {
                        site.disks().free(site.disks().ofDatabase());
                        site.database().start();
                    };
                })
                .repeatingMail();
    }
}
