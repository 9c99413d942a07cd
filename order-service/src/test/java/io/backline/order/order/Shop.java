package io.backline.order.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a shop does at the door. */
public class Shop {
    private static final String ORDERS = "/api/v1/orders";

    /** Posts an order that is accepted, and answers its id. */
    public static String place(PostedOrder order) {
        return post(order.json()).then().statusCode(201).extract().path("orderId");
    }

    public static Response post(String order) {
        return given().contentType(ContentType.JSON).body(order).post(ORDERS);
    }

    public static Response post(PostedOrder order, String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .body(order.json())
                .post(ORDERS);
    }

    public static JsonPath order(String orderId) {
        return given().get(ORDERS + "/" + orderId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static JsonPath history(String orderId) {
        return given().get(ORDERS + "/" + orderId + "/history?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** All of it, read by pages of this size. */
    public static List<Object> historyByPages(String orderId, int size) {
        var items = new ArrayList<Object>();
        for (var next = ORDERS + "/" + orderId + "/history?limit=" + size; next != null; ) {
            var page = given().urlEncodingEnabled(false)
                    .get(next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            items.addAll(page.getList("items"));
            var cursor = page.getString("next");
            next = cursor == null ? null : ORDERS + "/" + orderId + "/history?limit=" + size + "&cursor=" + cursor;
        }
        return items;
    }

    public static Response cancel(String orderId, String body) {
        return given().contentType(ContentType.JSON).body(body).post(ORDERS + "/" + orderId + "/cancellations");
    }

    public static Response hold(String orderId, String kind) {
        return hold(orderId, Map.of("kind", kind, "reason", "test"));
    }

    public static Response hold(String orderId, Map<String, Object> hold) {
        return given().contentType(ContentType.JSON).body(hold).post(ORDERS + "/" + orderId + "/holds");
    }

    public static Response lift(String orderId, String holdId) {
        return given().delete(ORDERS + "/" + orderId + "/holds/" + holdId);
    }

    public static Response change(String orderId, String ifMatch, String body) {
        return given().contentType(ContentType.JSON)
                .header("If-Match", ifMatch)
                .body(body)
                .patch(ORDERS + "/" + orderId);
    }

    public static void awaitStage(String orderId, String stage) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(order(orderId).getString("stage")).isEqualTo(stage));
    }

    /** Waits until a counter of the first line has a value. */
    public static void awaitLine(String orderId, String counter, int value) {
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() ->
                        assertThat(order(orderId).getInt("lines[0]." + counter)).isEqualTo(value));
    }
}
