package io.backline.order.order;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Which order was posted under which Idempotency-Key, and with which body. */
@ApplicationScoped
class OrderKeys {
    private final Jdbi jdbi;

    OrderKeys(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    record Claim(String key, String fingerprint, UUID orderId) {}

    /** Takes the keys that are free, and answers who has the others, by the order id that came too late. Waits for who is claiming the same. */
    Map<UUID, Claim> claim(List<Claim> claims) {
        if (claims.isEmpty()) {
            return Map.of();
        }
        var sorted = claims.stream().sorted(Comparator.comparing(Claim::key)).toList();
        return jdbi.withHandle(handle -> {
            var taken = new Rows<>(handle.createQuery("""
                            insert into order_key (key, fingerprint, order_id) select * from unnest(:keys, :fingerprints, :ids)
                            on conflict do nothing
                            returning order_id
                            """), sorted)
                    .texts("keys", Claim::key)
                    .texts("fingerprints", Claim::fingerprint)
                    .ids("ids", Claim::orderId)
                    .statement()
                    .mapTo(UUID.class)
                    .set();
            var late = sorted.stream()
                    .filter(claim -> !taken.contains(claim.orderId()))
                    .toList();
            if (late.isEmpty()) {
                return Map.of();
            }
            var holders = new HashMap<String, Claim>();
            new Rows<>(
                            handle.createQuery(
                                    "select key, fingerprint, order_id from order_key where key = any(:keys)"),
                            late)
                    .texts("keys", Claim::key)
                    .statement()
                    .map((row, context) -> new Claim(
                            row.getString("key"), row.getString("fingerprint"), row.getObject("order_id", UUID.class)))
                    .forEach(claim -> holders.put(claim.key(), claim));
            var answers = new HashMap<UUID, Claim>();
            late.forEach(claim -> answers.put(claim.orderId(), holders.getOrDefault(claim.key(), claim)));
            return answers;
        });
    }

    /** The order was there already: its key names that one. */
    void rename(Map<UUID, UUID> existing) {
        if (existing.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> new Rows<>(handle.createUpdate("""
                        update order_key set order_id = known.order_id from unnest(:ids, :existing) as known (id, order_id)
                        where order_key.order_id = known.id
                        """), existing.entrySet())
                .ids("ids", Map.Entry::getKey)
                .ids("existing", Map.Entry::getValue)
                .statement()
                .execute());
    }

    /** These orders were refused: their keys are free again. */
    void free(Collection<UUID> refused) {
        if (refused.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("delete from order_key where order_id = any(:ids)")
                .bindArray("ids", UUID.class, refused)
                .execute());
    }
}
