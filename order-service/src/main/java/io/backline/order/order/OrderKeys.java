package io.backline.order.order;

import io.backline.messaging.Rows;
import io.backline.messaging.Values;
import io.backline.web.Remembered;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/** Which order was posted under which Idempotency-Key, and with which body. */
@ApplicationScoped
class OrderKeys {
    private final Jdbi jdbi;

    OrderKeys(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    @Produces
    @Singleton
    static Remembered remembered(
            @ConfigProperty(name = "backline.idempotency-keys.keep", defaultValue = "7d") Duration keep) {
        return new Remembered(keep, """
                delete from order_key where ctid = any(array(
                    select ctid from order_key where created_at < :before order by created_at limit :most for update skip locked))
                """);
    }

    record Claim(String key, String fingerprint, UUID orderId) {}

    /** Takes the keys that are free, and answers who has the others, by the order id that came too late. Waits for who is claiming the same. */
    Map<UUID, Claim> claim(List<Claim> claims) {
        if (claims.isEmpty()) {
            return Map.of();
        }
        var sorted = claims.stream().sorted(Comparator.comparing(Claim::key)).toList();
        return jdbi.withHandle(handle -> {
            var taken = Rows.of(handle.createQuery("""
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
            Rows.of(handle.createQuery("select key, fingerprint, order_id from order_key where key = any(:keys)"), late)
                    .texts("keys", Claim::key)
                    .statement()
                    .map((row, context) -> new Claim(
                            row.getString("key"), row.getString("fingerprint"), row.getObject("order_id", UUID.class)))
                    .forEach(claim -> holders.put(claim.key(), claim));
            var answers = new HashMap<UUID, Claim>();
            var freeMeanwhile = new ArrayList<Claim>();
            for (var claim : late) {
                var holder = holders.get(claim.key());
                if (holder == null) {
                    freeMeanwhile.add(claim);
                } else {
                    answers.put(claim.orderId(), holder);
                }
            }
            answers.putAll(claim(freeMeanwhile));
            return answers;
        });
    }

    /** The orders were there already: the keys, claimed just now, name those. */
    void rename(Map<String, UUID> existing) {
        if (existing.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> Rows.of(handle.createUpdate("""
                        update order_key set order_id = known.order_id from unnest(:keys, :existing) as known (key, order_id)
                        where order_key.key = known.key
                        """), existing.entrySet())
                .texts("keys", Map.Entry::getKey)
                .ids("existing", Map.Entry::getValue)
                .statement()
                .execute());
    }

    /** What was posted under these keys, claimed just now, was refused: they are free again. */
    void free(Collection<String> refused) {
        if (refused.isEmpty()) {
            return;
        }
        jdbi.useHandle(handle -> handle.createUpdate("delete from order_key where key = any(:keys)")
                .bind("keys", Values.texts(refused))
                .execute());
    }
}
