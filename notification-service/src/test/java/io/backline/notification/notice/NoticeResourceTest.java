package io.backline.notification.notice;

import static io.backline.notification.OrderService.TestOrder.anOrder;
import static io.backline.notification.OrderService.Waiting.line;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;

import io.backline.notification.Notices;
import io.backline.notification.OrderService;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class NoticeResourceTest {
    private final OrderService orderService = new OrderService();

    @Test
    void the_notices_of_a_customer_come_page_by_page_in_the_order_they_began() {
        var customer = anOrder();
        orderService.knows(customer);
        var told = new ArrayList<String>();
        for (var number = 1; number <= 5; number++) {
            var order = anOrder().of(customer);
            orderService.backorders(order, line(1, "TEAPOT", number));
            told.add(Notices.await(order, "SENT").getFirst().get("noticeId"));
        }

        var read = new ArrayList<String>();
        String cursor = null;
        do {
            var request =
                    given().queryParam("customerId", customer.customerId()).queryParam("limit", 2);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/v1/notices")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<String> ids = page.getList("items.noticeId");
            read.addAll(ids);
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(read).isEqualTo(told);
    }

    @Test
    void an_order_that_never_waited_has_no_notices() {
        given().queryParam("orderId", UUID.randomUUID())
                .get("/api/v1/notices")
                .then()
                .statusCode(200)
                .body("items", equalTo(List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "orderId, 7",
        "orderId, ''",
        "limit, 0",
        "limit, 501",
        "limit, many",
        "cursor, x",
        "cursor, bm90LWEtdXVpZA",
        "customerId, 'a\tb'",
        "customer, 7",
    })
    void a_wrong_parameter_is_answered_by_its_name(String name, String value) {
        given().queryParam(name, value)
                .get("/api/v1/notices")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", hasItem(name));
    }

    @ParameterizedTest
    @CsvSource({"019ab3c0-7a10-7c4e-9d2b-3f5e8a6b1c09", "seven", "%00", "1-1-1-1-1"})
    void a_notice_that_is_not_known_is_not_found(String noticeId) {
        given().urlEncodingEnabled(false)
                .get("/api/v1/notices/" + noticeId)
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void nobody_writes_notices_over_rest() {
        given().contentType("application/json")
                .body("{}")
                .post("/api/v1/notices")
                .then()
                .statusCode(405)
                .contentType("application/problem+json");
    }

    @Test
    void the_contract_is_published() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("paths", hasKey("/api/v1/notices"))
                .body("paths", hasKey("/api/v1/notices/{noticeId}"));
    }

    @Test
    void the_service_is_ready() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
    }
}
