package io.backline.order.console;

import static io.backline.order.order.PostedOrder.newSku;
import static io.backline.order.order.Shop.order;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.backline.order.order.PostedOrder;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsoleDoorTest {
    private static final UUID FORM = UUID.randomUUID();

    @Test
    void another_site_cannot_act_through_an_operators_browser() {
        var order = place(PostedOrder.of(newSku(), 1));
        for (var elsewhere : List.of(
                form().header("Sec-Fetch-Site", "cross-site"),
                form().header("Sec-Fetch-Site", "same-site").header("Origin", "http://localhost:1"),
                form().header("Origin", "https://evil.example"),
                form().header("Origin", "null"),
                form())) {
            elsewhere.post("/orders/" + order + "/hold").then().statusCode(403);
        }
        given().header("Sec-Fetch-Site", "cross-site")
                .post("/api/v1/dead-letters/" + UUID.randomUUID() + "/replay")
                .then()
                .statusCode(403);

        assertThat(order(order).getList("holds")).isEmpty();
    }

    @Test
    void the_console_itself_can_and_a_form_sent_again_is_one_hold() {
        var order = place(PostedOrder.of(newSku(), 1));
        form().header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .post("/orders/" + order + "/hold")
                .then()
                .statusCode(303);
        form().header("Host", "console.example")
                .header("Origin", "https://console.example")
                .redirects()
                .follow(false)
                .post("/orders/" + order + "/hold")
                .then()
                .statusCode(303);

        assertThat(order(order).getList("holds")).hasSize(1);
    }

    @Test
    void a_hold_that_was_lifted_is_not_set_by_the_same_form_again() {
        var order = place(PostedOrder.of(newSku(), 1));
        sent(form(), "/orders/" + order + "/hold");
        sent(posted(), "/orders/" + order + "/holds/" + order(order).getString("holds[0].holdId") + "/lift");

        sent(form(), "/orders/" + order + "/hold");

        assertThat(order(order).getList("holds")).isEmpty();
    }

    @Test
    void a_cancellation_sent_again_cancels_once() {
        var order = place(PostedOrder.of(newSku(), 5));
        for (var times = 0; times < 2; times++) {
            sent(
                    posted().formParam("form", FORM)
                            .formParam("line", 1)
                            .formParam("units", 2)
                            .formParam("reason", "test"),
                    "/orders/" + order + "/cancel");
        }

        assertThat(order(order).getInt("lines[0].cancelled")).isEqualTo(2);
    }

    @Test
    void many_held_by_one_form_are_held_once_each() {
        var first = place(PostedOrder.of(newSku(), 1));
        var second = place(PostedOrder.of(newSku(), 1));
        for (var times = 0; times < 2; times++) {
            sent(form().formParam("action", "hold").formParam("order", first, second), "/ageing");
        }

        assertThat(order(first).getList("holds")).hasSize(1);
        assertThat(order(second).getList("holds")).hasSize(1);
    }

    @Test
    void the_console_goes_by_its_own_names_only() {
        var order = place(PostedOrder.of(newSku(), 1));
        for (var ours : List.of("localhost:8080", "127.0.0.1", "[::1]:8080", "order-service:8080", "Console.Example")) {
            given().header("Host", ours).get("/orders").then().statusCode(200);
        }
        for (var foreign :
                List.of("evil.example", "evil.example:8080", "console.example.evil.example", "1.2.3.4.evil")) {
            given().header("Host", foreign)
                    .accept(ContentType.HTML)
                    .get("/orders")
                    .then()
                    .statusCode(421)
                    .contentType(ContentType.HTML);
            form().header("Host", foreign)
                    .header("Sec-Fetch-Site", "same-origin")
                    .post("/orders/" + order + "/hold")
                    .then()
                    .statusCode(421);
            given().header("Host", foreign)
                    .get("/api/v1/orders/" + order)
                    .then()
                    .statusCode(200);
        }
        assertThat(order(order).getList("holds")).isEmpty();
    }

    private static void sent(RequestSpecification form, String path) {
        form.header("Sec-Fetch-Site", "same-origin")
                .redirects()
                .follow(false)
                .post(path)
                .then()
                .statusCode(303);
    }

    private static RequestSpecification form() {
        return posted().formParam("form", FORM).formParam("kind", "FRAUD").formParam("reason", "test");
    }

    private static RequestSpecification posted() {
        return given().contentType(ContentType.URLENC);
    }

    @Test
    void a_page_runs_nothing_that_did_not_come_from_here() {
        for (var path : List.of("/", "/orders", "/backorders", "/dead-letters", "/orders/" + UUID.randomUUID())) {
            var page = given().accept(ContentType.HTML)
                    .get(path)
                    .then()
                    .contentType(ContentType.HTML)
                    .header(
                            "Content-Security-Policy",
                            containsString("default-src 'none'; script-src 'self'; style-src 'self'"))
                    .header("Referrer-Policy", "same-origin")
                    .extract()
                    .asString();

            assertThat(page)
                    .doesNotContain(" style=")
                    .doesNotContain(" onclick=")
                    .doesNotContain("<script>");
            for (var asset : Pattern.compile("(?:src|href)=\"(/(?:console|webjars)/[^\"]+)\"")
                    .matcher(page)
                    .results()
                    .map(found -> found.group(1))
                    .toList()) {
                given().get(asset).then().statusCode(200);
            }
        }
    }

    @Test
    void a_refusal_is_a_page_for_a_browser_and_a_problem_for_a_program() {
        given().accept("text/html,*/*")
                .get("/orders?stage=NOWHERE")
                .then()
                .statusCode(400)
                .contentType(ContentType.HTML)
                .body(containsString("This cannot be asked"));
        given().accept("text/html,*/*").get("/nowhere").then().statusCode(404).contentType(ContentType.HTML);
        given().accept("text/html,*/*")
                .get("/api/v1/orders/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", is(404));
    }

    @Test
    void what_cannot_be_a_name_is_not_asked_for() {
        for (var path : List.of("/orders?sku=%00", "/orders?q=%00", "/ageing?channel=%07")) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(400);
        }
        for (var path : List.of("/backorders/A%00", "/backorders/%2E", "/backorders/%2E%2E")) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(lessThan(500));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/ageing"})
    void a_past_moment_is_understood_or_refused_with_its_reason(String page) {
        for (var asOf : List.of(
                "2025-03-04T00:00:00Z", "2025-03-04T12:30", "2025-03-04T12:30:00+02:00", "1970-01-01T00:00:00Z")) {
            given().queryParam("asOf", asOf).get(page).then().statusCode(200);
        }
        for (var asOf : List.of("yesterday", "2025-03-04", "2999-01-01T00:00:00Z", "1969-12-31T00:00:00Z")) {
            given().queryParam("asOf", asOf).get(page).then().statusCode(400).body("violations[0].field", is("asOf"));
        }
    }

    @Test
    void the_past_is_left_and_kept_by_the_links_that_say_so() {
        var page = given().accept(ContentType.HTML)
                .queryParam("asOf", "2025-03-04T12:30:00Z")
                .queryParam("sku", "TEAPOT")
                .get("/ageing")
                .then()
                .extract()
                .asString();

        assertThat(page)
                .contains("<a href=\"/ageing?sku=TEAPOT\">Now</a>")
                .contains("<a href=\"/ageing?asOf=2025-03-04T12%3A30%3A00Z\">Everything</a>");
    }

    @Test
    void pages_are_no_part_of_the_contract() {
        var contract = given().get("/q/openapi?format=json").then().extract().jsonPath();

        assertThat(contract.getMap("paths").keySet())
                .allMatch(path -> path.toString().startsWith("/api/v1/"));
    }
}
