package io.backline.system.nemesis;

import static io.backline.demo.invariant.Store.INVENTORY;
import static io.backline.demo.invariant.Store.NOTIFICATION;
import static io.backline.demo.invariant.Store.ORDER;

import io.backline.demo.invariant.Store;
import io.backline.system.nemesis.Fault.Cure;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where a service is made to stop dead, by the rule in {@code crash/<name>.btm}. */
enum CrashPoint {
    BEFORE_COMMIT(30, ORDER, INVENTORY, NOTIFICATION),
    AFTER_COMMIT(30, ORDER, INVENTORY, NOTIFICATION),
    BEFORE_ACKNOWLEDGEMENT(30, ORDER, INVENTORY, NOTIFICATION),
    BETWEEN_SEND_AND_DELETE(5, ORDER, INVENTORY, NOTIFICATION),
    BETWEEN_MAIL_AND_MARK(3, NOTIFICATION);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final int latest;
    private final Set<Store> services;

    /** The occasion at which it dies is drawn too; {@code latest} is the last that may be. */
    CrashPoint(int latest, Store... services) {
        this.latest = latest;
        this.services = Set.of(services);
    }

    static List<Fault> all() {
        return Arrays.stream(values())
                .flatMap(point -> point.services.stream().sorted().map(point::in))
                .toList();
    }

    private Fault in(Store service) {
        var fault = new Fault(service.service() + ": dies " + words(), (site, chance) -> {
            crash(site.replicasOf(service), 1 + chance.nextInt(latest));
            return Cure.NONE_NEEDED;
        });
        return service == NOTIFICATION ? fault.repeatingMail() : fault;
    }

    /** One after the other: who leads dies, and then who took over. */
    private void crash(List<Replica> replicas, int occasion) throws Exception {
        var untouched = new HashMap<Replica, Integer>();
        for (var replica : replicas) {
            untouched.put(replica, replica.starts());
            Rules.impose("crash/" + words().replace(' ', '-') + ".btm", occasion, replica.pid());
        }
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (!untouched.isEmpty()) {
            if (System.nanoTime() > until) {
                untouched.keySet().forEach(Replica::kill); // and the rule with it
                throw new Fault.Missed("nothing came by to be crashed " + words() + " in " + untouched.keySet());
            }
            Thread.sleep(50);
            untouched.entrySet().removeIf(each -> each.getKey().starts() > each.getValue());
        }
    }

    private String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
