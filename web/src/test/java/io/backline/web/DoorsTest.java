package io.backline.web;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class DoorsTest {
    @TestHTTPResource("/baskets")
    URI baskets;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sku=1              | sku          | is not a query parameter here",
                "limit=0            | limit        | must be 1 to 500",
                "limit=501          | limit        | must be 1 to 500",
                "limit=ten          | limit        | must be a whole number",
                "limit=1&limit=2    | limit        | is given more than once",
                "basketId=17        | basketId     | must be a UUID",
                "colour=GREEN       | colour       | must be one of RED, BLUE",
                "placedBefore=today | placedBefore | must be an RFC 3339 time with offset",
                "open=perhaps       | open         | must be true or false",
                "cursor=%25%25      | cursor       | is not one that this list gave",
                "cursor=bm9uZQ      | cursor       | is not one that this list gave",
                "cursor=a%00        | cursor       | must be printable",
            })
    void a_wrong_query_is_told_by_parameter(String query, String field, String reason) {
        given().urlEncodingEnabled(false)
                .get("/baskets?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations[0].field", equalTo(field))
                .body("violations[0].reason", equalTo(reason));
    }

    @Test
    void a_right_query_is_answered() {
        get("/baskets?limit=2&colour=RED&placedBefore=2026-01-01T00:00:00Z&open=true"
                        + "&basketId=0199a1b2-0000-7000-8000-000000000001")
                .then()
                .statusCode(200)
                .body("items", hasSize(2));
    }

    @Test
    void a_list_is_read_page_by_page() {
        var seen = new ArrayList<Integer>();
        var page = get("/baskets?limit=50").then().statusCode(200).extract().jsonPath();
        seen.addAll(page.getList("items"));
        while (page.get("next") != null) {
            page = get("/baskets?limit=50&cursor=" + page.get("next")).jsonPath();
            seen.addAll(page.getList("items"));
        }

        assertThat(seen).hasSize(120).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void the_last_page_has_no_next() {
        get("/baskets?limit=500")
                .then()
                .body("items", hasSize(120))
                .body("$", not(org.hamcrest.Matchers.hasKey("next")));
    }

    @Test
    void what_is_not_here_is_a_problem_too() {
        get("/nowhere").then().statusCode(404).contentType("application/problem+json");
        given().delete("/baskets").then().statusCode(405).contentType("application/problem+json");
        given().accept("text/html").get("/baskets").then().statusCode(406).contentType("application/problem+json");
        given().contentType("text/plain")
                .body("tea")
                .post("/baskets")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
        given().urlEncodingEnabled(false).get("/baskets/a%00b").then().statusCode(404);
    }

    @Test
    void a_crash_tells_nothing() {
        get("/baskets/crash")
                .then()
                .statusCode(500)
                .contentType("application/problem+json")
                .body("detail", nullValue())
                .body(not(containsString("secret")));
    }

    @Test
    void a_refusal_carries_its_violations() {
        given().post("/baskets/refused")
                .then()
                .statusCode(422)
                .body("title", equalTo("Unprocessable Content"))
                .body("violations[0].field", equalTo("items[3].quantity"));
    }

    @Test
    void a_body_over_10_MB_is_refused_however_it_is_sent() throws Exception {
        assertThat(post("/bytes", 10_000_001, true)).isEqualTo(413);
        assertThat(post("/bytes", 10_000_001, false)).isEqualTo(413);
        assertThat(post("/bytes", 9_999_999, false)).isEqualTo(200);
        assertThat(post("/bytes", 10_000_000, true)).isEqualTo(200);
    }

    @Test
    void a_door_that_streams_takes_more() throws Exception {
        assertThat(post("/stream", 30_000_000, false)).isEqualTo(200);
        assertThat(post("/stream", 30_000_000, true)).isEqualTo(200);
    }

    @Test
    void the_contract_is_published() {
        get("/q/openapi").then().statusCode(200).body(containsString("/baskets"));
    }

    private int post(String path, int bytes, boolean sayingHowMany) throws IOException, InterruptedException {
        var stream = BodyPublishers.ofInputStream(() -> new Zeros(bytes));
        var body = sayingHowMany ? BodyPublishers.fromPublisher(stream, bytes) : stream;
        var request = HttpRequest.newBuilder(URI.create(baskets + path))
                .header("content-type", "application/octet-stream")
                .version(HttpClient.Version.HTTP_1_1)
                .POST(body)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }

    private static final class Zeros extends InputStream {
        private int left;

        Zeros(int left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }
    }
}
