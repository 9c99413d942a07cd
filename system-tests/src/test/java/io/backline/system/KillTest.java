package io.backline.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.demo.Demo;
import io.backline.demo.invariant.Invariants;
import io.backline.demo.invariant.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KillTest {
    private static final String NOTICES_BY_ADDRESS = """
            select recipient as address, count(*) as sent from sent_mail join notice using (notice_id)
            where state = 'SENT' and recipient like '%@example.com' group by recipient
            """;

    private final Backline backline = Backline.running();

    private final String channel = "kill-" + UUID.randomUUID().toString().substring(0, 8);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void each_service_is_killed_in_the_middle_of_a_replay_and_nothing_is_lost_or_doubled()
            throws IOException, SQLException, InterruptedException, ExecutionException {
        var slice = Slice.ofRealData(folder).orElseGet(() -> Slice.invented(folder));
        var replay = CompletableFuture.supplyAsync(() -> replay(slice));

        killWhenOrders(slice.orders() / 5, backline.inventory());
        killWhenOrders(slice.orders() * 2 / 5, backline.order());
        killWhenOrders(slice.orders() * 3 / 5, backline.notification());

        assertThat(replay.get()).as("the replay's exit code").isZero();
        assertThat(new Invariants(backline.stores()).check()).isEmpty();
        assertThat(ordersInStore()).as("every order once").isEqualTo(slice.orders());
        assertThat(doubledMails()).isEmpty();
        assertThat(replay(slice)).as("a second run").isZero();
        assertThat(ordersInStore()).as("a second run changes nothing").isEqualTo(slice.orders());
    }

    private int replay(Slice slice) {
        var options = new ArrayList<>(backline.demoOptions());
        options.addAll(List.of(
                "--orders=" + slice.ordersFile(),
                "--stock=" + slice.stockFile(),
                "--channel=" + channel,
                "--speed=" + slice.speed()));
        return Demo.commandLine().execute(options.toArray(String[]::new));
    }

    private void killWhenOrders(long count, ServiceProcess service) {
        await("order " + count + " of the replay").atMost(60, SECONDS).until(() -> ordersInStore() >= count);
        service.kill();
        service.start();
        service.awaitReady();
    }

    private long ordersInStore() throws SQLException {
        return backline.stores().number(Store.ORDER, "select count(*) from orders where channel = '" + channel + "'");
    }

    /** A crash between the mail server's 250 and our note of it may hand a mail over again; it then carries the same Message-ID, and mail programs show it once. */
    private List<String> doubledMails() throws SQLException {
        var doubled = new ArrayList<String>();
        for (var notices : backline.stores().rows(Store.NOTIFICATION, NOTICES_BY_ADDRESS)) {
            var address = String.valueOf(notices.get("address"));
            var ids = backline.mailbox().mailsTo(address).stream()
                    .flatMap(mail -> mail.header("Message-ID").stream())
                    .collect(Collectors.toSet());
            if (ids.size() != Long.parseLong(String.valueOf(notices.get("sent")))) {
                doubled.add(address + " has " + ids + " for " + notices.get("sent") + " notices");
            }
        }
        return doubled;
    }
}
