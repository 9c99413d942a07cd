package io.backline.order.backlog;

import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import io.backline.order.order.PostedOrder;
import io.backline.order.order.Shop;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class BacklogTest {
    private static final List<String> OPEN =
            List.of("ON_HOLD", "AWAITING_ALLOCATION", "BACKORDERED", "READY_TO_PICK", "PICKING", "PACKED", "SHIPPED");

    @Test
    void the_figures_agree_with_a_naive_recount_of_all_orders() {
        var split = place(PostedOrder.of(PostedOrder.newSku(), 5).line("CUP", 3).with("lines[0].unitPrice", "12.50"));
        inventory(answers(split, 1, 5, 3));
        inventory(answers(split, 2, 3, 3));
        warehouse(picked(split, 2));
        awaitLine(split, "picked", 2);
        place(PostedOrder.of(PostedOrder.newSku(), 2).with("currency", "JPY").with("lines[0].unitPrice", "500"));
        var held = place(PostedOrder.of(PostedOrder.newSku(), 4));
        Shop.hold(held, "FRAUD").then().statusCode(201);

        await().untilAsserted(BacklogTest::figuresAgree);
    }

    private static void figuresAgree() {
        var backlog =
                given().get("/api/v1/backlog").then().statusCode(200).extract().jsonPath();

        assertThat(backlog.<String>getList("stages.stage")).isEqualTo(OPEN);
        var recount = Recount.ofAllOrders();
        for (var stage : OPEN) {
            var figures = "stages.find { it.stage == '" + stage + "' }.";
            assertThat(backlog.getInt(figures + "orders")).as(stage).isEqualTo(recount.orders.getOrDefault(stage, 0));
            assertThat(backlog.getInt(figures + "units")).as(stage).isEqualTo(recount.units.getOrDefault(stage, 0));
            assertThat(backlog.getInt(figures + "lines")).as(stage).isEqualTo(recount.lines.getOrDefault(stage, 0));
            var value = new HashMap<String, BigDecimal>();
            backlog.<String, String>getMap(figures + "value")
                    .forEach((currency, amount) -> value.put(currency, new BigDecimal(amount)));
            assertThat(value).as(stage).isEqualTo(recount.value.getOrDefault(stage, Map.of()));
        }
    }

    @Test
    void ages_count_from_the_event_and_overdue_from_what_was_needed() {
        var before = overdueIn("ON_HOLD");
        var old = Instant.now().minus(Duration.ofDays(1_000));
        place(PostedOrder.of(PostedOrder.newSku(), 1)
                .with("placedAt", old.toString())
                .with("needBy", old.plus(Duration.ofDays(3)).toString())
                .with("holds", List.of(Map.of("kind", "APPROVAL", "reason", "too large"))));

        await().until(() -> overdueIn("ON_HOLD") == before + 1);
        var backlog = given().get("/api/v1/backlog").then().extract().jsonPath();
        var onHold = "stages.find { it.stage == 'ON_HOLD' }.";
        assertThat(Instant.parse(backlog.getString(onHold + "oldestSince")))
                .isBefore(Instant.now().minus(Duration.ofDays(999)));
        assertThat(Duration.parse(backlog.getString(onHold + "ageP95"))).isGreaterThan(Duration.ofDays(999));
        assertThat(Duration.parse(backlog.getString(onHold + "ageP50")))
                .isLessThanOrEqualTo(Duration.parse(backlog.getString(onHold + "ageP95")));
    }

    @Test
    void a_question_that_cannot_be_answered_says_why() {
        given().get("/api/v1/backlog?by=colour")
                .then()
                .statusCode(400)
                .body("violations[0].field", is("by"))
                .body(
                        "violations[0].reason",
                        is("must be one of stage, channel, priority, location, sku, customer, age"));
        given().get("/api/v1/backlog?asOf=" + Instant.now().plus(Duration.ofDays(1)))
                .then()
                .statusCode(400)
                .body("violations[0].field", is("asOf"));
        given().get("/api/v1/backlog?stage=LOST").then().statusCode(400);
    }

    private static int overdueIn(String stage) {
        return given().get("/api/v1/backlog")
                .then()
                .extract()
                .jsonPath()
                .getInt("stages.find { it.stage == '" + stage + "' }.overdue");
    }

    @Test
    void backorders_stand_in_release_order_page_by_page() {
        var sku = PostedOrder.newSku();
        var customer = "customer-" + UUID.randomUUID();
        var normal = waiting(sku, customer, "NORMAL", "2026-01-10T00:00:00Z");
        var low = waiting(sku, customer, "LOW", "2026-01-01T00:00:00Z");
        var critical = waiting(sku, customer, "CRITICAL", "2026-01-31T00:00:00Z");
        var high = waiting(sku, customer, "HIGH", "2026-01-23T00:00:00Z");

        // placedAt − 14 days a class: 01-03, 01-09, 01-10, 01-15
        assertThat(read("/api/v1/backorders?limit=2&sku=" + sku)).containsExactly(critical, high, normal, low);
        assertThat(read("/api/v1/backorders?limit=3&customerId=" + customer))
                .containsExactly(critical, high, normal, low);
        given().get("/api/v1/backorders?overdue=true&sku=" + sku).then().body("items.size()", is(0));
        given().get("/api/v1/backorders?overdue=false&sku=" + sku)
                .then()
                .body("items.size()", is(4))
                .body("items[0].backordered", is(3))
                .body("items[0].priority", is("CRITICAL"))
                .body("items[0].lineNumber", is(1));

        Shop.change(low, "*", "{\"priority\": \"CRITICAL\"}").then().statusCode(200);
        assertThat(read("/api/v1/backorders?sku=" + sku)).containsExactly(low, critical, high, normal);
    }

    @Test
    void backorders_are_summed_by_sku() {
        var sku = PostedOrder.newSku();
        waiting(sku, "ada", "NORMAL", "2026-01-10T00:00:00Z");
        waiting(sku, "bob", "NORMAL", "2026-01-11T00:00:00Z");

        var summary = given().get("/api/v1/backorders/summary?limit=500")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        var figures = "items.find { it.sku == '" + sku + "' }.";
        assertThat(summary.getInt(figures + "orders")).isEqualTo(2);
        assertThat(summary.getInt(figures + "lines")).isEqualTo(2);
        assertThat(summary.getInt(figures + "backordered")).isEqualTo(6);
    }

    private static String waiting(String sku, String customer, String priority, String placedAt) {
        var orderId = place(PostedOrder.of(sku, 5)
                .with("customer.id", customer)
                .with("priority", priority)
                .with("placedAt", placedAt));
        inventory(answers(orderId, 1, 5, 2));
        awaitLine(orderId, "backordered", 3);
        return orderId;
    }

    private static List<String> read(String list) {
        var orders = new ArrayList<String>();
        JsonPath page = null;
        do {
            var cursor = page == null ? "" : "&cursor=" + page.getString("next");
            page = given().get(list + cursor).then().statusCode(200).extract().jsonPath();
            orders.addAll(page.getList("items.orderId"));
        } while (page.getString("next") != null);
        return orders;
    }

    /** Counts by walking through every order as the list shows it. */
    private static final class Recount {
        private final Map<String, Integer> orders = new HashMap<>();
        private final Map<String, Integer> lines = new HashMap<>();
        private final Map<String, Integer> units = new HashMap<>();
        private final Map<String, Map<String, BigDecimal>> value = new HashMap<>();

        static Recount ofAllOrders() {
            var recount = new Recount();
            JsonPath page = null;
            do {
                var cursor = page == null ? "" : "&cursor=" + page.getString("next");
                page = given().get("/api/v1/orders?limit=500" + cursor)
                        .then()
                        .extract()
                        .jsonPath();
                page.<Map<String, Object>>getList("items").forEach(recount::add);
            } while (page.getString("next") != null);
            return recount;
        }

        @SuppressWarnings("unchecked")
        private void add(Map<String, Object> order) {
            orders.merge((String) order.get("stage"), 1, Integer::sum);
            var held = !((List<?>) order.get("holds")).isEmpty();
            for (var line : (List<Map<String, Object>>) order.get("lines")) {
                var ordered = (int) line.get("ordered");
                var allocated = (int) line.get("allocated");
                var picked = (int) line.get("picked");
                var waits = ordered - (int) line.get("cancelled") - allocated;
                var backordered = (int) line.get("backordered");
                var before = waits + allocated - picked;
                count(order, line, "ON_HOLD", held ? before : 0);
                count(order, line, "BACKORDERED", held ? 0 : backordered);
                count(order, line, "AWAITING_ALLOCATION", held ? 0 : waits - backordered);
                count(order, line, "READY_TO_PICK", held ? 0 : allocated - picked);
                count(order, line, "PICKING", picked - (int) line.get("packed"));
                count(order, line, "PACKED", (int) line.get("packed") - (int) line.get("shipped"));
                count(order, line, "SHIPPED", (int) line.get("shipped") - (int) line.get("delivered"));
            }
        }

        private void count(Map<String, Object> order, Map<String, Object> line, String stage, int count) {
            if (count > 0) {
                lines.merge(stage, 1, Integer::sum);
                units.merge(stage, count, Integer::sum);
                var price = new BigDecimal((String) line.get("unitPrice"));
                value.computeIfAbsent(stage, any -> new HashMap<>())
                        .merge(
                                (String) order.get("currency"),
                                price.multiply(BigDecimal.valueOf(count)),
                                BigDecimal::add);
            }
        }
    }
}
