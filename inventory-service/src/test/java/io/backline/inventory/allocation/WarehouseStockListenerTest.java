package io.backline.inventory.allocation;

import static io.restassured.RestAssured.given;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Warehouse;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WarehouseStockListenerTest extends ServiceTest {
    @Test
    void it_works() {
        warehouse.receives(teapot, 3);

        awaitStock(teapot, 3, 0, 0);
    }

    @Test
    void it_reads_structured_mode_too() {
        topics.sendStructured("warehouse-stock", Warehouse.received(teapot, "MAIN", 3, Instant.now()));

        awaitStock(teapot, 3, 0, 0);
    }

    @Test
    void twice_is_once() {
        var receipt = warehouse.receives(teapot, 3);
        warehouse.stock(receipt);

        warehouse.receives(teapot, 1);

        awaitStock(teapot, 4, 0, 0);
    }

    @Test
    void a_broken_one_lands_among_the_dead_letters_and_the_next_is_handled() {
        var broken = warehouse.stock(
                Warehouse.stockEvent("StockReceived", teapot, "{\"sku\": \"%s\", \"quantity\": 0}".formatted(teapot)));

        warehouse.receives(teapot, 1);

        awaitStock(teapot, 1, 0, 0);
        awaitDeadLetter("warehouse-stock", "DEAD_LETTER", "quantity", broken);
    }

    @Test
    void an_unknown_type_is_set_aside() {
        var unknown = warehouse.stock(Warehouse.stockEvent("StockDreamt", teapot, "{}"));

        awaitDeadLetter("warehouse-stock", "SET_ASIDE", "type", unknown);
    }

    @Test
    void dead_letters_are_listed_without_asking_for_anything() {
        given().get("/api/v1/dead-letters").then().statusCode(200);
    }

    @Test
    void a_shipment_told_as_adjustment_is_set_aside() {
        warehouse.receives(teapot, 2);
        var shipped = warehouse.adjusts(teapot, -1, "SHIPPED");

        awaitDeadLetter("warehouse-stock", "SET_ASIDE", "twice", shipped);
        awaitStock(teapot, 2, 0, 0);
    }

    @Test
    void what_happened_tomorrow_is_refused() {
        var tomorrow = Instant.now().plusSeconds(86_400);
        var ahead = warehouse.stock(Warehouse.received(teapot, "MAIN", 2, tomorrow));
        warehouse.receives(teapot, 1);

        awaitStock(teapot, 1, 0, 0);
        awaitDeadLetter("warehouse-stock", "DEAD_LETTER", "receivedAt", ahead);
    }

    @Test
    void an_event_that_was_retracted_before_it_came_has_no_effect() {
        var late = Warehouse.received(teapot, "MAIN", 2, Instant.now());
        warehouse.retracts(late, teapot);

        warehouse.stock(late);
        warehouse.receives(teapot, 1);

        awaitStock(teapot, 1, 0, 0);
    }

    @Test
    void a_retraction_under_another_sku_is_refused() {
        var receipt = inStock(2);

        var retraction = warehouse.retracts(receipt, aSku("OTHER"));

        awaitDeadLetter("warehouse-stock", "DEAD_LETTER", "sku", retraction);
    }
}
