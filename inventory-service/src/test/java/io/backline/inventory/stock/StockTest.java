package io.backline.inventory.stock;

import static io.backline.inventory.Shop.line;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.backline.inventory.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

@QuarkusTest
class StockTest extends ServiceTest {
    @Test
    void stock_is_shown_by_location() {
        warehouse.receives(teapot, "EAST", 4);
        warehouse.receives(teapot, "WEST", 1);
        awaitStock(teapot, 5, 0, 0);
        var order = aLineThatHas(3);
        warehouse.picks(order, 1, 2);
        awaitShelf(3);

        given().get("/api/v1/stock/{sku}", teapot)
                .then()
                .body("available", equalTo(2))
                .body("policy", equalTo("PRIORITY_WITH_AGEING"))
                .body("locations.location", contains("EAST", "WEST"))
                .body("locations.picked", contains(2, 0))
                .body("locations.allocated", contains(3, 0))
                .body("locations.available", contains(1, 1));
    }

    @Test
    void a_sku_that_nobody_mentioned_is_not_found() {
        for (var path : Set.of("", "/ledger", "/queue")) {
            given().get("/api/v1/stock/" + teapot + path).then().statusCode(404);
        }
    }

    @Test
    void a_sku_that_was_only_ordered_is_known() {
        shop.order(line(teapot, 1));

        awaitStock(teapot, 0, 0, 1);
    }

    @Test
    void the_ledger_tells_every_movement_with_its_cause() {
        var receipt = inStock(4);
        var wrong = warehouse.adjusts(teapot, -1, "DAMAGED");
        awaitStock(teapot, 3, 0, 0);
        warehouse.retracts(wrong, teapot);
        awaitStock(teapot, 4, 0, 0);

        given().get("/api/v1/stock/{sku}/ledger", teapot)
                .then()
                .body("items.kind", contains("ADJUSTED", "RECEIVED"))
                .body("items.eventId", contains(wrong.id(), receipt.id()))
                .body("items.retracted", contains(true, false))
                .body("items.remark[0]", equalTo("DAMAGED"));
    }

    @Test
    void the_ledger_comes_in_pages() {
        for (var receipt = 0; receipt < 3; receipt++) {
            warehouse.receives(teapot, 1);
        }
        awaitStock(teapot, 3, 0, 0);

        var first = given().get("/api/v1/stock/{sku}/ledger?limit=2", teapot).jsonPath();
        var second = given().queryParam("cursor", first.getString("next"))
                .get("/api/v1/stock/{sku}/ledger?limit=2", teapot)
                .jsonPath();

        var positions = new HashSet<>(first.getList("items.position"));
        positions.addAll(second.getList("items.position"));
        assertThat(positions).hasSize(3);
        assertThat(second.getString("next")).isNull();
    }

    @Test
    void all_skus_come_in_pages_by_name() {
        var earlier = aSku("0-A");
        var later = aSku("0-B");
        warehouse.receives(later, 1);
        warehouse.receives(earlier, 1);
        awaitStock(later, 1, 0, 0);
        awaitStock(earlier, 1, 0, 0);

        var all = given().get("/api/v1/stock?limit=500").jsonPath().getList("items.sku", String.class);
        assertThat(all).contains(earlier, later).isSorted();
        given().get("/api/v1/stock?limit=1").then().body("items", hasSize(1));
    }

    @Test
    void the_queue_says_who_is_next_and_why() {
        var normal = aLineThatWaitsFor(2);
        var high = shop.order("HIGH", Instant.now(), line(teapot, 3));
        awaitFirstInQueue(high);

        given().get("/api/v1/stock/{sku}/queue", teapot)
                .then()
                .body("items.orderId", contains(high.toString(), normal.toString()))
                .body("items.rank", contains(1, 2))
                .body("items.ahead", contains(0, 3))
                .body("items.waiting", contains(3, 2))
                .body("items.priority", contains("HIGH", "NORMAL"))
                .body("items[0].why", startsWith("The next unit goes to this line"))
                .body("items[1].why", startsWith("3 units of 1 earlier lines go first"));
    }

    @Test
    void the_queue_keeps_counting_over_pages() {
        for (var number = 0; number < 3; number++) {
            shop.order(line(teapot, 2));
        }
        awaitStock(teapot, 0, 0, 6);

        var first = given().get("/api/v1/stock/{sku}/queue?limit=2", teapot).jsonPath();

        given().queryParam("cursor", first.getString("next"))
                .get("/api/v1/stock/{sku}/queue?limit=2", teapot)
                .then()
                .body("items.rank", contains(3))
                .body("items.ahead", contains(4));
    }

    @Test
    void availability_says_what_an_order_would_get() {
        warehouse.receives(teapot, "EAST", 2);
        warehouse.receives(teapot, "WEST", 3);
        awaitStock(teapot, 5, 0, 0);

        given().get("/api/v1/availability?sku={sku}&quantity=4", teapot)
                .then()
                .body("available", equalTo(5))
                .body("allocated", equalTo(4))
                .body("locations.location", contains("WEST", "EAST"))
                .body("locations.quantity", contains(3, 1));
        given().get("/api/v1/availability?sku={sku}&quantity=4&location=EAST", teapot)
                .then()
                .body("allocated", equalTo(2))
                .body("backordered", equalTo(2));
    }

    @Test
    void a_wrong_quantity_is_refused() {
        given().get("/api/v1/availability?sku={sku}&quantity=0", teapot).then().statusCode(400);
        given().get("/api/v1/availability?sku={sku}", teapot).then().statusCode(400);
        given().get("/api/v1/availability?quantity=1").then().statusCode(400);
        given().get("/api/v1/stock?limit=501").then().statusCode(400);
        given().get("/api/v1/inbound?cursor=nonsense").then().statusCode(400);
    }
}
