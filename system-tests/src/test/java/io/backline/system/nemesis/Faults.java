package io.backline.system.nemesis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Every fault there is, drawn like cards: in an order that a seed decides, each once before one comes again. */
final class Faults {
    private final List<Fault> all;
    private final Random chance;
    private final List<Fault> stack = new ArrayList<>();

    Faults(Scale scale, Site site, Trade trade, Random chance) {
        this.chance = chance;
        var every = Stream.of(
                        ServiceFaults.all(scale),
                        CrashPoint.all(),
                        BrokerFaults.all(scale),
                        DatabaseFaults.all(scale),
                        WireFaults.all(scale),
                        MailFaults.all(scale),
                        MessageFaults.all(scale, trade),
                        DiskFaults.all(site.disks()))
                .flatMap(List::stream)
                .toList();
        var only = System.getProperty("nemesis.only", ".*");
        this.all = every.stream().filter(fault -> fault.kind().matches(only)).toList();
        if (all.isEmpty()) {
            throw new IllegalArgumentException("-Dnemesis.only=%s matches none of these: %s"
                    .formatted(only, every.stream().map(Fault::kind).toList()));
        }
    }

    Fault draw() {
        if (stack.isEmpty()) {
            stack.addAll(all);
            Collections.shuffle(stack, chance);
        }
        return stack.removeLast();
    }
}
