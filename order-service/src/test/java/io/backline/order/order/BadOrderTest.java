package io.backline.order.order;

import static io.backline.order.order.Shop.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class BadOrderTest {
    private final PostedOrder order = PostedOrder.of(PostedOrder.newSku(), 5);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "channel|",
                "externalId|",
                "customer.id|",
                "customer.email|nobody",
                "customer.email|a@b@example.org",
                "customer.email|ada@localhost",
                "customer.email|<ada@example.org>",
                "customer.email|ada@example.org,eve@example.org",
                "customer.email|ada@example.org;eve@example.org",
                "customer.email|ada(comment)@example.org",
                "customer.email|ädä@example.org",
                "customer.email|\"ada\"@example.org",
                "customer.email|ada..b@example.org",
                "customer.locale|de_DE!",
                "customer.timeZone|Mars/Olympus",
                "shipTo.country|DEU",
                "shipTo.country|XX",
                "currency|EURO",
                "currency|XAU",
                "lines[0].sku|",
                "lines[0].sku| TEAPOT",
                "lines[0].unitPrice|-1.00",
                "lines[0].unitPrice|1e3",
                "lines[0].unitPrice|1,50",
                "lines[0].unitPrice|1.005",
                "placedAt|1969-12-31T23:59:59Z",
            })
    void a_wrong_field_is_named(String field, String value) {
        post(order.with(field, value == null ? "" : value).json())
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", is(List.of(field)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.org\r\nBcc: eve@example.org", "ada\u0000@example.org", "ada@exam\tple.org"})
    void no_control_character_passes_in_an_address(String email) {
        post(order.with("customer.email", email).json())
                .then()
                .statusCode(422)
                .body("violations.field", is(List.of("customer.email")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"externalId", "channel", "customer.name", "lines[0].sku"})
    void control_characters_are_refused(String field) {
        post(order.with(field, "a\u0007b").json()).then().statusCode(422).body("violations.field", is(List.of(field)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void a_quantity_is_one_to_a_million(int quantity) {
        post(order.with("lines[0].quantity", quantity).json())
                .then()
                .statusCode(422)
                .body("violations.field", is(List.of("lines[0].quantity")));
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var answer = post(order.line("CUP", 0)
                        .with("currency", "XYZ")
                        .with("shipTo.country", "ZZ")
                        .with("customer.email", "no")
                        .with("lines[1].lineNumber", 1)
                        .json())
                .then()
                .statusCode(422)
                .extract();

        assertThat(answer.<List<String>>path("violations.field"))
                .containsExactlyInAnyOrder(
                        "currency", "shipTo.country", "customer.email", "lines[1].quantity", "lines[1].lineNumber");
    }

    @Test
    void prices_have_the_decimals_of_their_currency() {
        post(order.with("currency", "JPY").with("lines[0].unitPrice", "100.5").json())
                .then()
                .statusCode(422)
                .body("violations[0].reason", is("must have at most 0 decimals in JPY"));
        post(PostedOrder.of("TEAPOT", 1)
                        .with("currency", "JPY")
                        .with("lines[0].unitPrice", "100")
                        .json())
                .then()
                .statusCode(201);
        post(PostedOrder.of("TEAPOT", 1)
                        .with("currency", "KWD")
                        .with("lines[0].unitPrice", "1.005")
                        .json())
                .then()
                .statusCode(201);
    }

    @Test
    void an_order_has_one_to_two_thousand_lines() {
        post(order.with("lines", List.of()).json())
                .then()
                .statusCode(422)
                .body("violations.field", is(List.of("lines")));
        for (var line = 2; line <= 2_001; line++) {
            order.line("TEAPOT", 1);
        }
        post(order.json()).then().statusCode(422).body("violations.field", is(List.of("lines")));
    }

    @Test
    void two_thousand_lines_are_placed() {
        for (var line = 2; line <= 2_000; line++) {
            order.line("TEAPOT", 1);
        }
        post(order.json()).then().statusCode(201).body("lines.size()", is(2_000));
    }

    @Test
    void an_order_is_placed_at_most_a_day_ahead() {
        post(order.with("placedAt", Instant.now().plus(Duration.ofHours(25)).toString())
                        .json())
                .then()
                .statusCode(422)
                .body("violations.field", is(List.of("placedAt")));
        post(order.with("placedAt", Instant.now().plus(Duration.ofHours(23)).toString())
                        .json())
                .then()
                .statusCode(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "placedAt|2026-01-01T10:00:00",
                "placedAt|2026-01-01",
                "placedAt|yesterday",
                "needBy|1767225600",
                "priority|URGENT",
                "shipping|SOME",
                "ruleSet|XX",
                "lines[0].quantity|five",
                "lines[0].backorder|MAYBE",
                "lines[0].colour|red",
                "coupon|X",
            })
    void what_cannot_be_read_is_named(String field, String value) {
        post(order.with(field, value).json())
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.field", is(List.of(field)));
    }

    @Test
    void values_of_another_type_are_not_guessed() {
        post(order.with("lines[0].quantity", 1.5).json()).then().statusCode(400);
        post(order.with("lines[0].quantity", "5").json()).then().statusCode(400);
        post(order.with("lines[0].unitPrice", 9.99).json()).then().statusCode(400);
        post(order.with("externalId", 7).json()).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "42",
                "{\"channel\": \"web\"} {}",
                "{\"channel\": \"a\", \"channel\": \"b\"}"
            })
    void what_is_no_order_is_refused(String body) {
        post(body).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void an_empty_object_misses_everything_that_an_order_needs() {
        post("{}")
                .then()
                .statusCode(422)
                .body(
                        "violations.field",
                        is(List.of("channel", "currency", "customer", "externalId", "lines", "shipTo")));
    }

    @Test
    void bodies_that_only_want_to_hurt_are_refused() {
        post("{\"lines\": " + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"channel\": \"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1))
                .post("/api/v1/orders")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{\"channel\": \"" + "x".repeat(11 * 1024 * 1024) + "\"}")
                .post("/api/v1/orders")
                .then()
                .statusCode(413);
        given().contentType(ContentType.TEXT)
                .body(order.json())
                .post("/api/v1/orders")
                .then()
                .statusCode(415);
    }

    @Test
    void a_body_of_countless_faults_gets_one_answer() {
        var nothings = "[" + "{\"quantity\": 0},".repeat(300_000) + "{\"quantity\": 0}]";

        post("{\"lines\": " + nothings + "}").then().statusCode(422).body("violations.field", is(List.of("lines")));
        post(order.with("customer.email", "a@" + "a.".repeat(50_000) + "a").json())
                .then()
                .statusCode(422)
                .body("violations.field", hasItem("customer.email"));
    }

    @Test
    void wrong_parameters_are_named() {
        for (var wrong : Map.of(
                        "stage",
                        "LOST",
                        "limit",
                        "0",
                        "cursor",
                        "x",
                        "placedBefore",
                        "today",
                        "colour",
                        "red",
                        "sku",
                        "%00")
                .entrySet()) {
            given().urlEncodingEnabled(false)
                    .get("/api/v1/orders?" + wrong.getKey() + "=" + wrong.getValue())
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("violations.field", hasItem(wrong.getKey()));
        }
        given().header("Idempotency-Key", "x".repeat(256))
                .contentType(ContentType.JSON)
                .body(order.json())
                .post("/api/v1/orders")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("Idempotency-Key"));
    }
}
