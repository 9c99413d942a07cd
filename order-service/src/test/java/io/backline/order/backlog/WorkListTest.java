package io.backline.order.backlog;

import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import io.backline.order.order.PostedOrder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class WorkListTest {
    private static final String AGEING = "/api/v1/backlog/ageing";

    private final String customer = "customer-" + UUID.randomUUID();

    @Test
    void the_worst_comes_first_and_says_why() {
        var waits = order("NORMAL", null);
        var late = order("NORMAL", Instant.now().minus(Duration.ofDays(3)).minusSeconds(60));
        var movesOn = order("CRITICAL", null);
        inventory(answers(movesOn, 1, 5, 5));
        await().until(() ->
                list(Map.of("stage", "READY_TO_PICK")).getList("items").size() == 1);
        await().until(() -> list(Map.of()).getList("items").size() == 3);

        var list = list(Map.of());

        assertThat(list.<String>getList("items.orderId")).containsExactly(late, waits, movesOn);
        assertThat(list.<String>getList("items[0].why"))
                .endsWith("needed 3 days ago", "worth 50.00 EUR")
                .first()
                .asString()
                .startsWith("20 days in AWAITING_ALLOCATION");
        assertThat(list.getBoolean("items[0].overdue")).isTrue();
        assertThat(list.getString("items[1].value")).isEqualTo("50.00");
        assertThat(list.getString("items[1].externalId")).isEqualTo("X-" + customer + "-NORMAL-");
        assertThat(list.<String>getList("items[2].why")).endsWith("CRITICAL", "worth 50.00 EUR");
        assertThat(list.getString("items[2].location")).isEqualTo("MAIN");
        assertThat(list(Map.of("overdue", "true")).<String>getList("items.orderId"))
                .containsExactly(late);
        assertThat(list(Map.of("priority", "CRITICAL")).<String>getList("items.orderId"))
                .containsExactly(movesOn);

        assertThat(daysAgo(19).<String>getList("items.stage"))
                .containsOnly("AWAITING_ALLOCATION")
                .hasSize(3);
        assertThat(daysAgo(21).getList("items")).isEmpty();
    }

    private JsonPath daysAgo(int days) {
        return list(Map.of("asOf", Instant.now().minus(Duration.ofDays(days)).toString()));
    }

    @Test
    void pages_are_of_one_moment_and_join_to_the_whole_list() {
        for (var priority : List.of("LOW", "NORMAL", "HIGH", "CRITICAL")) {
            order(priority, null);
        }
        await().until(() -> list(Map.of()).getList("items").size() == 4);

        var read = new ArrayList<String>();
        var first = list(Map.of("limit", "1"));
        order("CRITICAL", Instant.now().minus(Duration.ofDays(30)));
        for (var page = first; ; page = list(Map.of("limit", "1", "cursor", page.getString("next")))) {
            assertThat(page.getString("asOf")).isEqualTo(first.getString("asOf"));
            read.addAll(page.getList("items.priority"));
            if (page.getString("next") == null) {
                break;
            }
        }

        assertThat(read).containsExactly("CRITICAL", "HIGH", "NORMAL", "LOW");
    }

    @ParameterizedTest
    @CsvSource({
        "overdue=perhaps, overdue",
        "cursor=abc, cursor",
        "limit=501, limit",
        "age=1, age",
        "stage=LOST, stage",
        "asOf=2999-01-01T00:00:00Z, asOf"
    })
    void what_cannot_be_listed_is_refused(String query, String parameter) {
        given().get(AGEING + "?" + query).then().statusCode(400).body("violations.field", hasItem(parameter));
    }

    private String order(String priority, Instant needBy) {
        var order = PostedOrder.of(PostedOrder.newSku(), 5)
                .with("customer.id", customer)
                .with("externalId", "X-" + customer + "-" + priority + "-" + (needBy == null ? "" : needBy))
                .with("priority", priority)
                .with("placedAt", Instant.now().minus(Duration.ofDays(20)).toString());
        return place(needBy == null ? order : order.with("needBy", needBy.toString()));
    }

    private JsonPath list(Map<String, String> asked) {
        return given().queryParam("customerId", customer)
                .queryParams(asked)
                .get(AGEING)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
