package io.backline.system.nemesis;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.backline.demo.invariant.Store;
import io.backline.system.nemesis.Fault.Cure;
import java.util.List;
import java.util.stream.Stream;

/** Processes that die, freeze and come back. */
final class ServiceFaults {
    private ServiceFaults() {}

    static List<Fault> all(Scale scale) {
        return Stream.of(Store.values())
                .flatMap(service -> Stream.of(
                        killed(service), bothKilled(service), frozen(service, scale), replacedOneByOne(service)))
                .map(fault -> fault.kind().startsWith(Store.NOTIFICATION.service()) ? fault.repeatingMail() : fault)
                .toList();
    }

    private static Fault killed(Store service) {
        return new Fault(service.service() + ": one of two killed", (site, chance) -> {
            site.anyOf(service, chance).kill();
            return Cure.NONE_NEEDED;
        });
    }

    private static Fault bothKilled(Store service) {
        return new Fault(service.service() + ": both killed", (site, chance) -> {
            site.replicasOf(service).forEach(Replica::kill);
            return Cure.NONE_NEEDED;
        });
    }

    /** Longer than its session at the broker: another takes over, and it comes back believing that no time has passed. */
    private static Fault frozen(Store service, Scale scale) {
        return new Fault(service.service() + ": one of two frozen", (site, chance) -> {
            var replica = site.anyOf(service, chance);
            replica.freeze();
            SECONDS.sleep(scale.freeze().toSeconds());
            return replica::thaw;
        });
    }

    private static Fault replacedOneByOne(Store service) {
        return new Fault(service.service() + ": replaced one by one", (site, chance) -> {
            for (var replica : site.replicasOf(service)) {
                replica.retire();
                SECONDS.sleep(2);
            }
            return Cure.NONE_NEEDED;
        });
    }
}
