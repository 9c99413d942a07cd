package io.backline.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class IdempotencyKeysTest {
    private final String key = UUID.randomUUID().toString();
    private final String basket = UUID.randomUUID().toString();

    @Test
    void the_second_time_is_answered_as_the_first() {
        var first = fill(key, body("TEA"));
        var second = fill(key, body("TEA"));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.asString()).isEqualTo(first.asString());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void the_order_of_fields_and_white_space_make_no_other_body() {
        var first = fill(
                key,
                "{\"basketId\":\"%s\",\"items\":[{\"sku\":\"TEA\",\"quantity\":1,\"price\":1.50}]}".formatted(basket));
        var second = fill(
                key,
                "{ \"items\" : [ {\"price\":1.5, \"quantity\":1, \"sku\":\"TEA\"} ], \"basketId\":\"%s\" }"
                        .formatted(basket));

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @Test
    void another_body_under_the_same_key_is_refused() {
        fill(key, body("TEA"));

        fill(key, body("COFFEE")).then().statusCode(422).body("violations[0].field", equalTo("Idempotency-Key"));
    }

    @Test
    void what_failed_may_be_tried_again() {
        fill(key, body("SOLD-OUT")).then().statusCode(409).body("left", equalTo(0));

        assertThat(fill(key, body("TEA")).statusCode()).isEqualTo(201);
    }

    @Test
    void a_key_that_is_none_is_refused() {
        fill("é", body("TEA")).then().statusCode(400).body("violations[0].field", equalTo("Idempotency-Key"));
        fill("x".repeat(256), body("TEA")).then().statusCode(400);
        assertThat(fill("x".repeat(200) + key, body("TEA")).statusCode()).isEqualTo(201);
    }

    @Test
    void many_at_once_are_one() throws Exception {
        var fills = new ArrayList<Callable<Response>>();
        for (var i = 0; i < 16; i++) {
            fills.add(() -> fill(key, body("TEA")));
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            var answers = threads.invokeAll(fills);

            assertThat(answers.stream().map(answer -> answer.resultNow().statusCode()))
                    .containsOnly(200, 201)
                    .containsOnlyOnce(201);
            assertThat(answers.stream()
                            .map(answer -> answer.resultNow().asString())
                            .distinct())
                    .hasSize(1);
        }
    }

    private String body(String sku) {
        return "{\"basketId\":\"%s\",\"items\":[{\"sku\":\"%s\",\"quantity\":1}]}".formatted(basket, sku);
    }

    private static Response fill(String key, String body) {
        return given().contentType("application/json")
                .header("Idempotency-Key", key)
                .body(body)
                .post("/baskets");
    }
}
