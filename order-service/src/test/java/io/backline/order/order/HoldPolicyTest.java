package io.backline.order.order;

import static io.backline.order.order.Partners.told;
import static io.backline.order.order.Shop.place;
import static io.backline.order.order.Shop.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HoldPolicyTest.Careful.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldPolicyTest {
    public static class Careful implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "backline.holds.approval-over.EUR", "1000",
                    "backline.holds.approval-over.jpy", "1000000",
                    "backline.holds.new-customers", "true");
        }
    }

    private static final String NEW_CUSTOMER = "new customer: no earlier order is known";

    private final String customer = "customer-" + UUID.randomUUID();
    private final PostedOrder first = anOrder();

    @Test
    void an_order_over_the_value_waits_for_approval_and_says_so_in_figures() {
        place(first);

        var orderId = place(anOrder().with("lines[0].unitPrice", "250.00").line("CUP", 25));

        var hold = Shop.order(orderId).getMap("holds[0]");
        assertThat(hold)
                .containsEntry("kind", "APPROVAL")
                .containsEntry("by", "policy")
                .containsEntry("reason", "order value 1,500.00 EUR is over 1,000.00 EUR");
        assertThat(Shop.order(orderId).getString("stage")).isEqualTo("ON_HOLD");
        assertThat(told(orderId, "OrderHeld", 1)
                        .getFirst()
                        .json()
                        .path("reason")
                        .asText())
                .isEqualTo("order value 1,500.00 EUR is over 1,000.00 EUR");
        assertThat(told(orderId, "OrderStageChanged", 1)
                        .getFirst()
                        .json()
                        .path("to")
                        .asText())
                .isEqualTo("ON_HOLD");
    }

    @Test
    void the_value_itself_is_not_over_it_and_another_currency_has_another() {
        place(first);

        assertThat(reasonsOf(place(anOrder().with("lines[0].unitPrice", "200.00"))))
                .isEmpty();
        assertThat(reasonsOf(
                        place(anOrder().with("lines[0].unitPrice", "9999.00").with("currency", "USD"))))
                .isEmpty();
        assertThat(reasonsOf(
                        place(anOrder().with("lines[0].unitPrice", "200001").with("currency", "JPY"))))
                .containsExactly("order value 1,000,005 JPY is over 1,000,000 JPY");
    }

    @Test
    void the_first_order_of_a_customer_is_looked_at_and_the_next_is_not() {
        assertThat(reasonsOf(place(first))).containsExactly(NEW_CUSTOMER);
        assertThat(reasonsOf(place(anOrder()))).isEmpty();
    }

    @Test
    void holds_of_the_shop_stand_beside_those_of_the_policy() {
        var orderId = place(first.with("lines[0].unitPrice", "201.00")
                .with("holds", List.of(Map.of("kind", "PAYMENT", "reason", "not paid"))));

        assertThat(Shop.order(orderId).getList("holds.kind")).containsExactly("PAYMENT", "APPROVAL", "FRAUD");
    }

    @Test
    void an_order_posted_again_is_the_same_and_held_once() {
        var orderId = place(first);
        String holdId = Shop.order(orderId).getString("holds[0].holdId");

        post(first.json()).then().statusCode(200).body("holds.holdId", is(List.of(holdId)));
        Shop.lift(orderId, holdId).then().statusCode(200);
        post(first.json()).then().statusCode(200).body("holds", is(List.of()));
        assertThat(told(orderId, "OrderHeld", 1)).hasSize(1);
    }

    @Test
    void of_many_orders_that_come_at_once_the_first_of_each_customer_is_held() {
        var other = "customer-" + UUID.randomUUID();

        var orders = bulk(
                first,
                anOrder().with("lines[0].unitPrice", "900.00"),
                first,
                anOrder().with("customer.id", other),
                anOrder(),
                anOrder().with("customer.id", other));

        assertThat(orders.stream().map(HoldPolicyTest::reasonsOf))
                .containsExactly(
                        List.of(NEW_CUSTOMER),
                        List.of("order value 4,500.00 EUR is over 1,000.00 EUR"),
                        List.of(NEW_CUSTOMER),
                        List.of(NEW_CUSTOMER),
                        List.of(),
                        List.of());
        assertThat(orders.get(2)).isEqualTo(orders.get(0));
    }

    @Test
    void an_order_that_is_refused_is_nobodys_first() {
        var taken = place(
                anOrder().with("customer.id", "customer-" + UUID.randomUUID()).with("externalId", customer));

        var orders = bulk(first.with("externalId", customer), anOrder(), anOrder());

        assertThat(orders).doesNotContain(taken).hasSize(2);
        assertThat(orders.stream().map(HoldPolicyTest::reasonsOf)).containsExactly(List.of(NEW_CUSTOMER), List.of());
    }

    private PostedOrder anOrder() {
        return PostedOrder.of(PostedOrder.newSku(), 5).with("customer.id", customer);
    }

    private static List<String> reasonsOf(String orderId) {
        return Shop.order(orderId).getList("holds.reason");
    }

    /** The ids of the orders that were accepted. */
    private static List<String> bulk(PostedOrder... orders) {
        return given().contentType("application/x-ndjson")
                .body(Stream.of(orders)
                        .map(PostedOrder::json)
                        .collect(Collectors.joining("\n"))
                        .getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/orders/bulk")
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .map(line -> JsonPath.from(line).getString("orderId"))
                .filter(orderId -> orderId != null)
                .toList();
    }
}
