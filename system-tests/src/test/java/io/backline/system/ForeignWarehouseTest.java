package io.backline.system;

import static io.backline.events.BacklogStage.BACKORDERED;
import static io.backline.events.BacklogStage.READY_TO_PICK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.backline.localstack.testing.CloudEvent;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A warehouse that knows the contract and none of our classes. */
class ForeignWarehouseTest extends Journey {
    private final String teapot = sku("TEAPOT");

    @Test
    void a_plain_producer_with_CloudEvents_headers_releases_a_backorder() {
        var order = place(customer("ada"), line(teapot, 2));
        awaitStage(order, BACKORDERED);

        try (var topics = backline.topics()) {
            topics.send("warehouse-stock", receipt());
        }

        awaitStage(order, READY_TO_PICK);
    }

    @Test
    void structured_mode_is_understood_and_the_same_event_again_changes_nothing() {
        try (var topics = backline.topics()) {
            var receipt = receipt();

            topics.sendStructured("warehouse-stock", receipt);
            topics.send("warehouse-stock", receipt);
            topics.send("warehouse-stock", receipt());
        }

        awaitStock(teapot, 10, 0, 10);
    }

    @Test
    void a_broken_message_is_put_aside_with_its_reason_and_the_next_one_is_handled() {
        try (var topics = backline.topics()) {
            topics.send("warehouse-stock", teapot, "not json".getBytes(StandardCharsets.UTF_8), Map.of("ce_id", "1"));
            topics.send("warehouse-stock", receipt());

            awaitStock(teapot, 5, 0, 5);
            var dead = topics.awaitOne("warehouse-stock.dead-letter", record -> teapot.equals(record.key()));
            assertThat(dead.text()).isEqualTo("not json");
            assertThat(dead.headers()).containsKey("dead-letter-reason");
        }
    }

    @Test
    void a_warehouse_without_Kafka_uses_the_HTTP_bridge() {
        var event = """
                {"specversion": "1.0", "id": "%s", "source": "/warehouse/berlin", "type": "io.backline.warehouse.StockReceived",
                 "data": {"sku": "%s", "quantity": 5, "receivedAt": "2026-01-31T09:00:00Z"}}
                """.formatted(sku("receipt"), teapot);

        var status =
                backline.stockRoom().bridge("application/cloudevents+json", event.getBytes(StandardCharsets.UTF_8));

        assertThat(status).isEqualTo(202);
        awaitStock(teapot, 5, 0, 5);
    }

    @Test
    void kcat_can_tell_of_stock() throws IOException, InterruptedException {
        assumeTrue(isInstalled("kcat"), "kcat is not installed");
        var kcat = new ProcessBuilder(
                        "kcat",
                        "-P",
                        "-b",
                        backline.kafka(),
                        "-t",
                        backline.topicPrefix() + "warehouse-stock",
                        "-k",
                        teapot,
                        "-H",
                        "ce_specversion=1.0",
                        "-H",
                        "ce_id=" + sku("receipt"),
                        "-H",
                        "ce_source=/warehouse/berlin",
                        "-H",
                        "ce_type=io.backline.warehouse.StockReceived",
                        "-H",
                        "content-type=application/json")
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        try (var input = kcat.outputWriter()) {
            input.write(receipt().data());
        }

        assertThat(kcat.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(kcat.exitValue()).isZero();
        awaitStock(teapot, 5, 0, 5);
    }

    private CloudEvent receipt() {
        return CloudEvent.of(
                "io.backline.warehouse.StockReceived",
                teapot,
                "{\"sku\": \"%s\", \"quantity\": 5, \"receivedAt\": \"2026-01-31T09:00:00+01:00\"}".formatted(teapot));
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, program).canExecute());
    }
}
