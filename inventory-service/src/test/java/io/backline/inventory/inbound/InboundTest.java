package io.backline.inventory.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Warehouse;
import io.backline.localstack.testing.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Complaint 14, "a far-future purchase order counted as available": inbound shipments are data, never stock. */
@QuarkusTest
class InboundTest extends ServiceTest {
    private final String inbound = aSku("SHIPMENT");

    @Test
    void an_announced_shipment_is_shown_and_not_available() {
        scheduled(20, "2027-01-10T00:00:00Z");

        awaitInbound(20, "2027-01-10T00:00:00Z");
        given().get("/api/v1/stock/{sku}", teapot)
                .then()
                .body("available", equalTo(0))
                .body("inbound.inboundId", contains(inbound));
        assertThat(awaitStockEvent(teapot, "InboundChanged")
                        .json()
                        .path("quantity")
                        .intValue())
                .isEqualTo(20);
    }

    @Test
    void a_new_date_holds_even_if_it_came_before_the_announcement() {
        rescheduled("2027-02-01T00:00:00Z");
        scheduled(20, "2027-01-10T00:00:00Z");

        awaitInbound(20, "2027-02-01T00:00:00Z");
    }

    @Test
    void a_cancelled_shipment_has_no_units() {
        scheduled(20, "2027-01-10T00:00:00Z");
        warehouse.stock(Warehouse.stockEvent("InboundCancelled", teapot, """
                {"inboundId": "%s", "sku": "%s"}""".formatted(inbound, teapot)));

        awaitInbound(0, "2027-01-10T00:00:00Z");
    }

    @Test
    void a_retracted_new_date_gives_the_first_one_back() {
        scheduled(20, "2027-01-10T00:00:00Z");
        var wrong = rescheduled("2027-02-01T00:00:00Z");
        awaitInbound(20, "2027-02-01T00:00:00Z");

        warehouse.retracts(wrong, teapot);

        awaitInbound(20, "2027-01-10T00:00:00Z");
    }

    @Test
    void a_retraction_under_another_sku_is_refused_and_changes_nothing() {
        var announced = scheduled(20, "2027-01-10T00:00:00Z");
        awaitInbound(20, "2027-01-10T00:00:00Z");

        var retraction = warehouse.retracts(announced, aSku("OTHER"));

        awaitDeadLetter("warehouse-stock", "DEAD_LETTER", "sku: the event was told of SKU " + teapot, retraction);
        awaitInbound(20, "2027-01-10T00:00:00Z");
        warehouse.retracts(announced, teapot);
        awaitInbound(0, "2027-01-10T00:00:00Z");
    }

    @Test
    void what_was_received_of_it_is_shown_until_nothing_is_to_come() {
        scheduled(5, "2027-01-10T00:00:00Z");
        received(3);
        awaitStock(teapot, 3, 0, 0);
        given().get("/api/v1/inbound?sku={sku}", teapot).then().body("items[0].received", equalTo(3));

        received(2);
        awaitStock(teapot, 5, 0, 0);

        given().get("/api/v1/stock/{sku}", teapot).then().body("inbound", hasSize(0));
    }

    private CloudEvent scheduled(int quantity, String expectedAt) {
        return warehouse.stock(
                Warehouse.stockEvent("InboundScheduled", teapot, """
                {"inboundId": "%s", "supplierId": "acme", "sku": "%s", "quantity": %d, "expectedAt": "%s"}
                """.formatted(inbound, teapot, quantity, expectedAt)));
    }

    private CloudEvent rescheduled(String expectedAt) {
        return warehouse.stock(
                Warehouse.stockEvent("InboundRescheduled", teapot, """
                {"inboundId": "%s", "sku": "%s", "expectedAt": "%s"}""".formatted(inbound, teapot, expectedAt)));
    }

    private void received(int quantity) {
        warehouse.stock(Warehouse.stockEvent("StockReceived", teapot, """
                {"sku": "%s", "quantity": %d, "inboundId": "%s", "receivedAt": "2026-11-01T00:00:00Z"}
                """.formatted(teapot, quantity, inbound)));
    }

    private void awaitInbound(int quantity, String expectedAt) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            var shown = given().get("/api/v1/inbound?sku={sku}", teapot).jsonPath();
            assertThat(shown.getList("items.quantity")).isEqualTo(List.of(quantity));
            assertThat(shown.getString("items[0].expectedAt")).isEqualTo(expectedAt);
        });
    }
}
