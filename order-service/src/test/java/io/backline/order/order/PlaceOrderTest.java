package io.backline.order.order;

import static io.backline.order.order.Shop.place;
import static io.backline.order.order.Shop.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlaceOrderTest {
    private final PostedOrder order = PostedOrder.of(PostedOrder.newSku(), 5);

    @Test
    void an_order_is_placed_and_can_be_read_where_it_says() {
        var placed = post(order.json())
                .then()
                .statusCode(201)
                .header("ETag", "\"1\"")
                .extract();

        String orderId = placed.path("orderId");
        assertThat(placed.header("Location")).endsWith("/api/v1/orders/" + orderId);
        given().get(placed.header("Location"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("stage", is("AWAITING_ALLOCATION"))
                .body("priority", is("NORMAL"))
                .body("shipping", is("PARTIAL"))
                .body("lines[0].lineNumber", is(1))
                .body("lines[0].ordered", is(5))
                .body("lines[0].unitPrice", is("10.00"))
                .body("lines[0].backordered", is(0))
                .body("links.history", endsWith("/history"));
    }

    @Test
    void the_others_hear_of_it_and_only_contacts_say_who_it_is() {
        var customer = "customer-" + UUID.randomUUID();

        var orderId = place(order.with("customer.id", customer));

        var placed = Partners.told(orderId, "OrderPlaced", 1).getFirst();
        assertThat(placed.json().path("customerId").asText()).isEqualTo(customer);
        assertThat(placed.json().path("lines").path(0).path("backorder").asText())
                .isEqualTo("ACCEPT");
        assertThat(placed.text()).doesNotContain("ada@example.org", "Lovelace");
        var contact = Partners.topics().awaitOne("customer-contacts", event -> customer.equals(event.key()));
        assertThat(contact.json().path("email").asText()).isEqualTo("ada@example.org");
    }

    @Test
    void the_same_order_again_is_the_same_order() {
        var orderId = place(order);

        post(order.json())
                .then()
                .statusCode(200)
                .body("orderId", equalTo(orderId))
                .header("Location", endsWith(orderId));
        post(order.with("lines[0].unitPrice", "10.0").with("priority", "NORMAL").json())
                .then()
                .statusCode(200)
                .body("orderId", equalTo(orderId));
    }

    @Test
    void another_order_under_the_same_name_is_refused() {
        place(order);

        post(order.with("lines[0].quantity", 6).json())
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations[0].field", is("externalId"));
    }

    @Test
    void the_same_external_id_in_another_channel_is_another_order() {
        var orderId = place(order);

        assertThat(place(order.with("channel", "phone"))).isNotEqualTo(orderId);
    }

    @Test
    void an_idempotency_key_stands_for_one_body() {
        var key = UUID.randomUUID().toString();
        var orderId = post(order, key).then().statusCode(201).extract().<String>path("orderId");

        post(order, key).then().statusCode(200).body("orderId", equalTo(orderId));
        post(order.with("externalId", "other"), key)
                .then()
                .statusCode(422)
                .body("violations[0].field", is("Idempotency-Key"));
    }

    @Test
    void a_refused_order_leaves_its_key_free() {
        place(order);
        var key = UUID.randomUUID().toString();
        post(order.with("lines[0].quantity", 6), key).then().statusCode(422);

        post(order.with("externalId", UUID.randomUUID().toString()), key).then().statusCode(201);
    }

    @Test
    void twenty_posts_of_one_order_at_once_place_it_once() throws Exception {
        var answers = atOnce(20, () -> post(order.json()));

        assertThat(answers).extracting(Response::statusCode).containsOnly(200, 201);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(new HashSet<String>(answers.stream()
                        .map(answer -> answer.<String>path("orderId"))
                        .toList()))
                .hasSize(1);
    }

    @Test
    void one_key_with_two_bodies_at_once_places_one_of_them() throws Exception {
        var key = UUID.randomUUID().toString();

        var answers = atOnce(20, () -> post(PostedOrder.of("TEAPOT", 1).with("channel", "race-" + key), key));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers).extracting(Response::statusCode).containsOnly(201, 422);
        given().get("/api/v1/orders?channel=race-" + key).then().body("items.size()", is(1));
    }

    @Test
    void an_order_may_be_placed_in_the_past() {
        var orderId = place(order.with("placedAt", "2011-11-14T08:22:00+01:00"));

        assertThat(Shop.order(orderId).getString("placedAt")).isEqualTo("2011-11-14T07:22:00Z");
        assertThat(Partners.told(orderId, "OrderPlaced", 1).getFirst().headers())
                .containsEntry("ce_time", "2011-11-14T07:22:00Z");
    }

    @Test
    void an_order_that_is_not_there_is_not_found() {
        given().get("/api/v1/orders/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        given().get("/api/v1/orders/" + UUID.randomUUID() + "/history").then().statusCode(404);
    }

    @Test
    void orders_are_found_by_what_is_known_of_them() {
        var sku = PostedOrder.newSku();
        var channel = "shop-" + UUID.randomUUID();
        var orderId = place(PostedOrder.of(sku, 1).with("channel", channel).with("customer.id", channel));
        place(PostedOrder.of("TEAPOT", 1).with("channel", channel));

        for (var filter : new String[] {"sku=" + sku, "customerId=" + channel, "channel=" + channel + "&sku=" + sku}) {
            given().get("/api/v1/orders?" + filter)
                    .then()
                    .statusCode(200)
                    .body("items.orderId", equalTo(List.of(orderId)));
        }
        given().get("/api/v1/orders?channel=" + channel + "&stage=READY_TO_PICK")
                .then()
                .body("items.size()", is(0));
        given().get("/api/v1/orders?channel=" + channel + "&placedBefore=2020-01-01T00:00:00Z")
                .then()
                .body("items.size()", is(0));
    }

    @Test
    void a_long_list_is_read_page_by_page_without_loss() {
        var channel = "shop-" + UUID.randomUUID();
        var placed = new HashSet<String>();
        for (var i = 0; i < 7; i++) {
            placed.add(place(
                    PostedOrder.of("TEAPOT", 1).with("channel", channel).with("placedAt", "2024-01-01T00:00:00Z")));
        }

        var read = new ArrayList<String>();
        String cursor = null;
        do {
            var page = given().get(
                            "/api/v1/orders?limit=3&channel=" + channel + (cursor == null ? "" : "&cursor=" + cursor))
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            read.addAll(page.getList("items.orderId"));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(read).hasSize(7).containsExactlyInAnyOrderElementsOf(placed);
    }

    private static List<Response> atOnce(int times, Callable<Response> call) throws Exception {
        try (var threads = Executors.newFixedThreadPool(times)) {
            var answers = new ArrayList<Response>();
            for (var answer : threads.invokeAll(Collections.nCopies(times, call))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
