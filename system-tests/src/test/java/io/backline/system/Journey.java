package io.backline.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.demo.door.Warehouse;
import io.backline.events.BacklogStage;
import io.backline.events.WarehouseFulfilmentEvent;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseStockEvent;
import io.backline.events.WarehouseStockEvent.StockReceived;
import io.backline.localstack.testing.Mail;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/** What shops, warehouses and customers do and see. Every test invents its own SKUs, orders and customers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
abstract class Journey {
    final Backline backline = Backline.running();
    private final Warehouse warehouse = backline.warehouse();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private int orders;

    @AfterEach
    void goHome() {
        warehouse.close();
    }

    String sku(String name) {
        return name + "-" + run;
    }

    Customer customer(String name) {
        return new Customer(name + "-" + run, name + "." + run + "@example.org", name);
    }

    record Customer(String id, String email, String name) {}

    record Line(String sku, int quantity, String unitPrice) {}

    record Order(
            String channel, String externalId, Customer customer, ShipTo shipTo, String currency, List<Line> lines) {}

    record ShipTo(String country) {}

    static Line line(String sku, int quantity) {
        return new Line(sku, quantity, "24.90");
    }

    UUID place(Customer customer, Line... lines) {
        var order = new Order("system", run + "-" + ++orders, customer, new ShipTo("DE"), "EUR", Arrays.asList(lines));
        var answer = backline.shop().place(order, "");
        assertThat(answer.reason()).isEmpty();
        return java.util.Objects.requireNonNull(answer.orderId());
    }

    void cancel(UUID order, String reason) {
        record Cancellation(String reason) {}
        assertThat(backline.shop()
                        .cancel(
                                order,
                                new Cancellation(reason),
                                UUID.randomUUID().toString()))
                .isEqualTo(200);
    }

    void receives(String sku, int quantity) {
        tell(new StockReceived(sku, "MAIN", quantity, Instant.now(), null));
    }

    void tell(WarehouseStockEvent event) {
        warehouse.tell(event, UUID.randomUUID().toString(), Instant.now());
        warehouse.flush();
    }

    void tell(WarehouseFulfilmentEvent event) {
        warehouse.tell(event, UUID.randomUUID().toString(), Instant.now());
        warehouse.flush();
    }

    static List<LineUnits> units(int quantity) {
        return List.of(new LineUnits(1, quantity, null));
    }

    JsonNode order(UUID order) {
        return backline.shop().order(order);
    }

    void awaitStage(UUID order, BacklogStage stage) {
        await("stage " + stage).atMost(20, SECONDS).untilAsserted(() -> assertThat(
                        order(order).path("stage").asText())
                .as(() -> order(order).toString())
                .isEqualTo(stage.name()));
    }

    void awaitStock(String sku, long onHand, long allocated, long available) {
        await("stock of " + sku).atMost(20, SECONDS).untilAsserted(() -> {
            var stock = backline.stockRoom().stock(sku);
            assertThat(List.of(
                            stock.path("onHand").asLong(),
                            stock.path("allocated").asLong(),
                            stock.path("available").asLong()))
                    .as(stock.toString())
                    .containsExactly(onHand, allocated, available);
        });
    }

    /** Waits for so many mails to that customer, and gives a last one too many a moment to show. */
    List<Mail> awaitMails(Customer customer, int count) {
        var mails = backline.mailbox().awaitMailsTo(customer.email(), count);
        await().during(500, java.util.concurrent.TimeUnit.MILLISECONDS)
                .atMost(5, SECONDS)
                .untilAsserted(() ->
                        assertThat(backline.mailbox().mailsTo(customer.email())).hasSize(count));
        return mails;
    }

    List<String> kindsOfNotices(UUID order) {
        return backline.noticeBoard().ofOrder(order).stream()
                .filter(notice -> notice.path("state").asText().equals("SENT"))
                .sorted(java.util.Comparator.comparing(
                        notice -> notice.path("at").asText()))
                .map(notice -> notice.path("kind").asText())
                .toList();
    }
}
