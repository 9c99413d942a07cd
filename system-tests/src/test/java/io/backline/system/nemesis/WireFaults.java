package io.backline.system.nemesis;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.backline.demo.invariant.Store;
import io.backline.system.nemesis.Fault.Cure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What networks do between a replica and what it needs. The other replica's wires stay sound. */
final class WireFaults {
    private static final int RESETS = 5;

    private WireFaults() {}

    static List<Fault> all(Scale scale) {
        var all = new ArrayList<Fault>();
        for (var service : Store.values()) {
            all.addAll(of(service, "the database", Replica.Wires::database, scale));
            all.addAll(of(service, "the broker", Replica.Wires::broker, scale));
        }
        all.addAll(of(Store.NOTIFICATION, "the mail server", wires -> Objects.requireNonNull(wires.mail()), scale));
        return all;
    }

    private static List<Fault> of(Store service, String to, Function<Replica.Wires, Wire> which, Scale scale) {
        var between = "wire from " + service.service() + " to " + to + ": ";
        var faults = List.of(
                new Fault(between + "slow", (site, chance) -> {
                    var wire = which.apply(site.anyOf(service, chance).wires());
                    wire.become(Wire.State.SLOW);
                    SECONDS.sleep(scale.silence().toSeconds());
                    return () -> wire.become(Wire.State.SOUND);
                }),
                new Fault(between + "silent", (site, chance) -> {
                    var wire = which.apply(site.anyOf(service, chance).wires());
                    wire.become(Wire.State.DEAF);
                    SECONDS.sleep(scale.silence().toSeconds());
                    return () -> wire.become(Wire.State.SOUND);
                }),
                new Fault(between + "reset again and again", (site, chance) -> {
                    var wire = which.apply(site.anyOf(service, chance).wires());
                    for (var reset = 0; reset < RESETS; reset++) {
                        wire.become(Wire.State.CUT);
                        SECONDS.sleep(1);
                        wire.become(Wire.State.SOUND);
                        SECONDS.sleep(1);
                    }
                    return Cure.NONE_NEEDED;
                }),
                new Fault(between + "half closed", (site, chance) -> {
                    which.apply(site.anyOf(service, chance).wires()).halfClose();
                    return Cure.NONE_NEEDED;
                }));
        return service == Store.NOTIFICATION
                ? faults.stream().map(Fault::repeatingMail).toList()
                : faults;
    }
}
