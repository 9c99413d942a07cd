package io.backline.system.nemesis;

import static java.util.stream.Collectors.partitioningBy;

import io.backline.demo.invariant.Store;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What customers, warehouses and readers of mail were told, against what is. Each answers what is broken; nothing, if all is well. */
final class Promises {
    private static final int SHOWN = 5;

    private Promises() {}

    /** Both by external id: what customers were told, and all that is there. */
    static List<String> orders(Map<String, UUID> acknowledged, Map<String, List<UUID>> stored) {
        var wrong = new ArrayList<String>();
        acknowledged.forEach((externalId, orderId) -> {
            var there = stored.getOrDefault(externalId, List.of());
            if (!there.equals(List.of(orderId))) {
                wrong.add(externalId + " was acknowledged as " + orderId + ", there is " + there);
            }
        });
        stored.keySet().stream()
                .filter(externalId -> !acknowledged.containsKey(externalId))
                .forEach(externalId -> wrong.add(externalId + " is there, although every posted order was answered"));
        return named("I2: an acknowledged order exists exactly once", wrong);
    }

    /** {@code open} are orders with units that are not cancelled. */
    static List<String> cancellations(Collection<UUID> confirmed, Set<UUID> open) {
        var wrong =
                confirmed.stream().filter(open::contains).map(UUID::toString).toList();
        return named("I2: an order that was cancelled as a whole has no unit left", wrong);
    }

    /** By their ids, of events that are in order; {@code putAside} are the headers of dead letters, as they are stored. */
    static List<String> warehouseEvents(Collection<String> confirmed, Set<String> acted, Collection<String> putAside) {
        var headers = String.join("\n", putAside);
        var didNotAct = confirmed.stream()
                .filter(id -> !acted.contains(id))
                .collect(partitioningBy(id -> headers.contains(base64(id))));
        var broken = new ArrayList<String>();
        broken.addAll(
                named("I13: what Kafka or the bridge confirmed was handled", didNotAct.getOrDefault(false, List.of())));
        broken.addAll(named("I13: nothing that is in order is put aside", didNotAct.getOrDefault(true, List.of())));
        return broken;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** By Message-ID: the states of the notices that became a mail, and how often each mail arrived. */
    static List<String> mails(Map<String, String> notices, Map<String, Integer> arrived) {
        var wrong = new ArrayList<String>();
        notices.forEach((id, state) -> {
            if (state.equals("SENT") && !arrived.containsKey(id)) {
                wrong.add(id + " is marked as sent, and no mail arrived");
            }
        });
        arrived.keySet().stream()
                .filter(id -> !notices.containsKey(id))
                .forEach(id -> wrong.add(id + " arrived, and is no notice's"));
        return named("I6: a notice that was sent is a mail, and a mail is a notice", wrong);
    }

    /** Where nobody can know whether a mail arrived it may come again. */
    static List<String> repeatedMails(int before, int now, boolean mayRepeat) {
        return named(
                "I6: a mail is repeated only where nobody can know whether it arrived",
                now > before && !mayRepeat
                        ? List.of((now - before) + " mails arrived again although nothing was in doubt")
                        : List.of());
    }

    /** How often PostgreSQL had to end a transaction because it and others waited for each other. */
    static List<String> locks(Map<Store, Long> deadlocks) {
        var wrong = deadlocks.entrySet().stream()
                .filter(store -> store.getValue() > 0)
                .map(store -> store.getValue() + " deadlocks in the database of "
                        + store.getKey().service())
                .toList();
        return named("locks: whoever takes several takes them in one order", wrong);
    }

    private static List<String> named(String promise, List<String> wrong) {
        return wrong.isEmpty()
                ? List.of()
                : List.of(promise + ": broken " + wrong.size() + " times\n    "
                        + String.join("\n    ", wrong.subList(0, Math.min(SHOWN, wrong.size()))));
    }
}
