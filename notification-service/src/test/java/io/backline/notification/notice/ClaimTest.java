package io.backline.notification.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClaimTest {
    @Inject
    DispatchDesk desk;

    @Inject
    DataSource database;

    @Test
    void many_senders_never_have_the_same_notice() throws Exception {
        var customer = "claimed-" + UUID.randomUUID();
        settledNoticesOf(customer, 400);
        var leaseEnd = Instant.now().plusSeconds(60);
        Callable<List<UUID>> sender = () -> {
            var own = new ArrayList<UUID>();
            for (var claimed = desk.claim(leaseEnd, 7); !claimed.isEmpty(); claimed = desk.claim(leaseEnd, 7)) {
                claimed.stream()
                        .filter(notice -> notice.customerId().equals(customer))
                        .forEach(notice -> own.add(notice.noticeId()));
            }
            return own;
        };

        var all = new ArrayList<UUID>();
        try (var senders = Executors.newFixedThreadPool(4)) {
            for (var claimed : senders.invokeAll(List.of(sender, sender, sender, sender))) {
                all.addAll(claimed.get());
            }
        }

        assertThat(all).isNotEmpty().doesNotHaveDuplicates();
    }

    private void settledNoticesOf(String customer, int count) throws Exception {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("""
                        with orders as (
                            insert into waiting_order (order_id, customer_id, external_id)
                            select gen_random_uuid(), ?, 'A-1' from generate_series(1, ?) returning *)
                        insert into notice (notice_id, order_id, customer_id, kind, state, at, due_at, settled_at, content)
                        select gen_random_uuid(), order_id, customer_id, 'RELEASED', 'WAITING', now(), now(), now(),
                            '{"kind": "RELEASED", "waiting": [], "released": []}'
                        from orders
                        """)) {
            insert.setString(1, customer);
            insert.setInt(2, count);
            insert.executeUpdate();
        }
    }
}
