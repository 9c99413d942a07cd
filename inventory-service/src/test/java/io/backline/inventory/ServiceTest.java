package io.backline.inventory;

import static io.backline.inventory.Shop.line;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Received;
import io.backline.localstack.testing.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;

/** The service from outside: by its topics and its URL. Every test invents its own SKUs and orders. */
@DisplayNameGeneration(ReplaceUnderscores.class)
public abstract class ServiceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    protected static final Topics topics = Topics.ofThisRun();
    protected final Shop shop = new Shop(topics);
    protected final Warehouse warehouse = new Warehouse(topics);
    protected final String teapot = aSku("TEAPOT");

    protected static String aSku(String name) {
        return name + "-" + UUID.randomUUID();
    }

    /** So many units of {@link #teapot} came, and nobody has ordered any yet. */
    protected CloudEvent inStock(int quantity) {
        var receipt = warehouse.receives(teapot, quantity);
        awaitStock(teapot, quantity, 0, 0);
        return receipt;
    }

    /** An order with one line, which got all it asked for. */
    protected UUID aLineThatHas(int quantity) {
        var order = shop.order(line(teapot, quantity));
        awaitAllocated(order, quantity);
        return order;
    }

    /** An order with one line, which got nothing. */
    protected UUID aLineThatWaitsFor(int quantity) {
        var order = shop.order(line(teapot, quantity));
        awaitResult(order, 1, "LineBackordered", 0);
        return order;
    }

    /** Waits until the stock of a SKU reads like this. */
    protected static void awaitStock(String sku, long onHand, long allocated, long backordered) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                        given().get("/api/v1/stock/{sku}", sku).path("onHand") + " on hand, "
                                + given().get("/api/v1/stock/{sku}", sku).path("allocated") + " allocated, "
                                + given().get("/api/v1/stock/{sku}", sku).path("backordered") + " backordered")
                .isEqualTo("%d on hand, %d allocated, %d backordered".formatted(onHand, allocated, backordered)));
    }

    /** Waits until so many units of {@link #teapot} are on shelves: on hand and not picked. */
    protected void awaitShelf(int units) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var main = given().get("/api/v1/stock/{sku}", teapot).jsonPath();
            assertThat(main.getInt("locations.onHand.sum()") - main.getInt("locations.picked.sum()"))
                    .isEqualTo(units);
        });
    }

    protected void awaitFirstInQueue(UUID order) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat((String)
                        given().get("/api/v1/stock/{sku}/queue", teapot).path("items[0].orderId"))
                .isEqualTo(order.toString()));
    }

    /** Waits for the result that says so much of a line. */
    protected static JsonNode awaitResult(UUID order, int lineNumber, String type, int allocated) {
        return topics.awaitOne(
                        "allocations",
                        event -> order.toString().equals(event.key())
                                && ("io.backline." + type).equals(event.type())
                                && event.json().path("lineNumber").intValue() == lineNumber
                                && event.json().path("allocated").intValue() == allocated)
                .json();
    }

    protected static void awaitAllocated(UUID order, int allocated) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(lastAllocatedTold(order)).isEqualTo(allocated));
    }

    /** What the last event said that order-service got about line 1. */
    protected static int lastAllocatedTold(UUID order) {
        return topics.all("allocations").stream()
                .filter(event -> order.toString().equals(event.key()))
                .map(Received::json)
                .filter(event -> event.path("lineNumber").intValue() == 1)
                .reduce((earlier, later) -> later)
                .map(event -> event.path("allocated").intValue())
                .orElse(-1);
    }

    protected static boolean isAbout(String sku, Received event) {
        return event.json().path("sku").asText().equals(sku);
    }

    protected static Received awaitStockEvent(String sku, String type) {
        return topics.awaitOne(
                "stock", event -> sku.equals(event.key()) && ("io.backline." + type).equals(event.type()));
    }

    /** Waits until the message is listed with that outcome, and with that field or in these words. */
    protected static void awaitDeadLetter(String topic, String outcome, String why, CloudEvent event) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(given().queryParam("topic", topic)
                        .queryParam("outcome", outcome)
                        .queryParam("limit", 500)
                        .get("/api/v1/dead-letters")
                        .jsonPath()
                        .<Map<String, Object>>getList("items"))
                .filteredOn(letter -> event.key().equals(letter.get("key")))
                .anySatisfy(letter -> assertThat(letter.get("field") + ": " + letter.get("reason"))
                        .contains(why)));
    }
}
