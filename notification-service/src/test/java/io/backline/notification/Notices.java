package io.backline.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.notification.OrderService.TestOrder;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads over REST what an order's customer was told. */
public final class Notices {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Notices() {}

    public static List<Map<String, String>> of(TestOrder order) {
        return given().queryParam("orderId", order.orderId())
                .get("/api/v1/notices")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    /** Waits until the order's notices are so many and in these states, in the order they began. */
    public static List<Map<String, String>> await(TestOrder order, String... states) {
        org.awaitility.Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(of(order))
                .extracting(notice -> notice.get("state"))
                .containsExactly(states));
        return of(order);
    }

    public static JsonPath rendered(Map<String, String> notice) {
        return given().get("/api/v1/notices/" + notice.get("noticeId"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
