package io.backline.web;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class BadInputTest {
    private static final String ID = "\"basketId\":\"0199a1b2-0000-7000-8000-000000000001\"";
    private static final String ITEM = "{\"sku\":\"TEA\",\"quantity\":1}";

    static Stream<Arguments> bodies() {
        return Stream.of(
                Arguments.of("{" + ID + ",\"items\":[]}", "items", "must be 1 to 2,000 lines"),
                Arguments.of("{" + ID + "}", "items", "must be 1 to 2,000 lines"),
                Arguments.of("{\"items\":[" + ITEM + "]}", "basketId", "must not be null"),
                Arguments.of(
                        "{" + ID + ",\"items\":[" + ITEM + ",{\"sku\":\"TEA\",\"quantity\":0}]}",
                        "items[1].quantity",
                        "must be an integer from 1 to 1,000,000"),
                Arguments.of(
                        "{" + ID + ",\"items\":[{\"sku\":\"TEA\",\"quantity\":99999999999}]}",
                        "items[0].quantity",
                        "is out of range"),
                Arguments.of(
                        "{" + ID + ",\"items\":[{\"sku\":\"TEA\",\"quantity\":1.5}]}",
                        "items[0].quantity",
                        "must be a whole number, got \"1.5\""),
                Arguments.of(
                        "{" + ID + ",\"items\":[{\"sku\":\"TEA\",\"quantity\":\"5\"}]}",
                        "items[0].quantity",
                        "must be a whole number"),
                Arguments.of(
                        "{" + ID + ",\"items\":[{\"sku\":\"TEA\"}]}", "items[0].quantity", "must be a whole number"),
                Arguments.of(
                        "{" + ID + ",\"items\":[{\"sku\":\"TEA\",\"quantity\":null}]}",
                        "items[0].quantity",
                        "must be a whole number"),
                Arguments.of("{" + ID + ",\"items\":[null]}", "items[0]", "must not be null"),
                Arguments.of("{" + ID + ",\"items\":7}", "items", "must be a list"),
                Arguments.of("{" + ID + ",\"items\":[" + ITEM + "],\"isTest\":true}", "isTest", "is not a field here"),
                Arguments.of(
                        "{" + ID + ",\"items\":[{\"sku\":\"TEA\",\"quantity\":1,\"qty\":2}]}",
                        "items[0].qty",
                        "is not a field here"),
                Arguments.of(
                        "{" + ID + ",\"colour\":\"GREEN\",\"items\":[" + ITEM + "]}",
                        "colour",
                        "must be one of RED, BLUE, got \"GREEN\""),
                Arguments.of(
                        "{" + ID + ",\"at\":\"2026-01-01T00:00:00\",\"items\":[" + ITEM + "]}",
                        "at",
                        "must be an RFC 3339 time with offset, got \"2026-01-01T00:00:00\""),
                Arguments.of(
                        "{" + ID + ",\"at\":1767225600,\"items\":[" + ITEM + "]}",
                        "at",
                        "must be an RFC 3339 time with offset"),
                Arguments.of(
                        "{\"basketId\":\"17\",\"items\":[" + ITEM + "]}", "basketId", "must be a UUID, got \"17\""),
                Arguments.of(
                        "{" + ID + ",\"items\":[{\"sku\":\" TEA\",\"quantity\":1}]}",
                        "items[0].sku",
                        "must be 1 to 64 printable characters without leading or trailing blank"),
                Arguments.of(
                        "{" + ID + ",\"items\":[{\"sku\":\"T\\u0000A\",\"quantity\":1}]}",
                        "items[0].sku",
                        "must be 1 to 64 printable characters without leading or trailing blank"),
                Arguments.of("{" + ID + "," + ID + "}", "body", "holds a field twice at line 1, column 62"),
                Arguments.of("{\n\"items\": [,", "items", "is not well-formed JSON at line 2, column 11"),
                Arguments.of("[]", "body", "must be an object"),
                Arguments.of("\"tea\"", "body", "must be an object"),
                Arguments.of("null", "body", "must not be null"),
                Arguments.of("", "body", "must not be null"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_wrong_body_is_told_by_field(String body, String field, String reason) {
        refused(body.getBytes(StandardCharsets.UTF_8), 400)
                .body("violations.field", hasItems(field))
                .body("violations.reason", hasItems(reason));
    }

    @Test
    void all_wrong_fields_are_told_at_once() {
        var body = "{\"items\":[{\"sku\":\"\",\"quantity\":-1}]}";

        refused(body.getBytes(StandardCharsets.UTF_8), 400)
                .body("violations.field", equalTo(List.of("basketId", "items[0].quantity", "items[0].sku")));
    }

    @Test
    void deep_nesting_is_refused() {
        var body = "{" + ID + ",\"items\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";

        refused(body.getBytes(StandardCharsets.UTF_8), 400);
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        refused(new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}, 400)
                .body("violations.reason[0]", containsString("UTF-8"));
        refused(new byte[] {(byte) 0xFF, (byte) 0xFE, (byte) 0xFF, (byte) 0xFF, 0, 0}, 400);
        refused(new byte[] {0, 0, 0, '{', (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF}, 400);
    }

    private static ValidatableResponse refused(byte[] body, int status) {
        return given().contentType("application/json")
                .body(body)
                .when()
                .post("/baskets")
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("detail", not(containsString("java")))
                .body("detail", not(containsString("fill")));
    }
}
