package io.backline.inventory.feed;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.backline.inventory.ServiceTest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The door for warehouses without Kafka. */
@QuarkusTest
class WarehouseEventsTest extends ServiceTest {
    @Test
    void a_structured_event_acts() {
        post("application/cloudevents+json", receipt(UUID.randomUUID().toString(), 3))
                .then()
                .statusCode(202);

        awaitStock(teapot, 3, 0, 0);
    }

    @Test
    void a_binary_event_acts() {
        given().contentType("application/json")
                .header("ce-specversion", "1.0")
                .header("ce-id", UUID.randomUUID())
                .header("ce-source", "/warehouse/berlin")
                .header("ce-type", "io.backline.warehouse.StockReceived")
                .body("{\"sku\": \"%s\", \"quantity\": 2, \"receivedAt\": \"%s\"}".formatted(teapot, Instant.now()))
                .post("/api/v1/warehouse-events")
                .then()
                .statusCode(202);

        awaitStock(teapot, 2, 0, 0);
    }

    @Test
    void an_event_sent_twice_acts_once() {
        var id = UUID.randomUUID().toString();
        post("application/cloudevents+json", receipt(id, 3)).then().statusCode(202);
        post("application/cloudevents+json", receipt(id, 3)).then().statusCode(202);
        post("application/cloudevents+json", receipt(UUID.randomUUID().toString(), 1))
                .then()
                .statusCode(202);

        awaitStock(teapot, 4, 0, 0);
    }

    @Test
    void of_a_batch_all_are_taken_or_none() {
        var good = receipt(UUID.randomUUID().toString(), 5);
        var bad = receipt(UUID.randomUUID().toString(), 0);
        post("application/cloudevents-batch+json", "[" + good + "," + bad + "]")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("[1].data.quantity"));

        post(
                        "application/cloudevents-batch+json",
                        "[" + receipt(UUID.randomUUID().toString(), 1) + "]")
                .then()
                .statusCode(202);

        awaitStock(teapot, 1, 0, 0);
    }

    @Test
    void only_events_of_warehouses_pass() {
        var placed = receipt(UUID.randomUUID().toString(), 1).replace("warehouse.StockReceived", "OrderPlaced");

        post("application/cloudevents+json", placed).then().statusCode(400).body("violations[0].field", is("type"));
    }

    @Test
    void what_is_no_cloud_event_is_refused_by_name() {
        post("application/cloudevents+json", "{\"specversion\": \"0.3\", \"data\": {}}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("specversion"))
                .body("violations.field", hasItem("id"))
                .body("violations.field", hasItem("source"));
        post("application/cloudevents+json", "{").then().statusCode(400);
    }

    @Test
    void another_content_type_is_415() {
        given().contentType("text/plain")
                .body("x")
                .post("/api/v1/warehouse-events")
                .then()
                .statusCode(415);
    }

    @Test
    void an_idempotency_key_answers_as_before_and_refuses_another_body() {
        var key = UUID.randomUUID().toString();
        var id = UUID.randomUUID().toString();
        postWithKey(key, receipt(id, 3)).then().statusCode(202);
        postWithKey(key, receipt(id, 3)).then().statusCode(202);
        postWithKey(key, receipt(id, 4)).then().statusCode(422);
    }

    private Response postWithKey(String key, String body) {
        return given().header("Idempotency-Key", key)
                .contentType("application/cloudevents+json")
                .body(body)
                .post("/api/v1/warehouse-events");
    }

    private static Response post(String contentType, String body) {
        return given().contentType(contentType).body(body).post("/api/v1/warehouse-events");
    }

    private String receipt(String id, int quantity) {
        return """
                {"specversion": "1.0", "id": "%s", "source": "/warehouse/berlin", "type": "io.backline.warehouse.StockReceived",
                 "data": {"sku": "%s", "quantity": %d, "receivedAt": "2026-01-31T09:00:00Z"}}""".formatted(id, teapot, quantity);
    }
}
