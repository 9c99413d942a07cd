package io.backline.order.order;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class BulkTest {
    @TestHTTPResource("/api/v1/orders/bulk")
    URI bulk;

    private final String channel = "bulk-" + UUID.randomUUID();

    @Test
    void every_line_has_its_result_in_order_and_a_bad_one_fails_alone() {
        var results = post(
                String.join("\n", order(1), "{\"channel\": ", order(2, "0"), "", order(3), order(1), order(1, "9")));

        assertThat(results).extracting(result -> result.path("line").asInt()).containsExactly(1, 2, 3, 5, 6, 7);
        assertThat(results)
                .extracting(result -> result.path("status").asInt())
                .containsExactly(201, 400, 422, 201, 200, 422);
        assertThat(results.get(4).path("orderId").asText())
                .isEqualTo(results.get(0).path("orderId").asText());
        assertThat(results.get(2).at("/problem/violations/0/field").asText()).isEqualTo("lines[0].quantity");
        assertThat(results.get(5).at("/problem/violations/0/field").asText()).isEqualTo("externalId");
    }

    @Test
    void thousands_of_orders_are_placed_in_order_and_only_once() {
        var body = IntStream.rangeClosed(1, 3_000).mapToObj(this::order).collect(Collectors.joining("\n"));

        var first = post(body);
        assertThat(first)
                .hasSize(3_000)
                .allMatch(result -> result.path("status").asInt() == 201);
        assertThat(first).extracting(result -> result.path("orderId").asText()).isSorted();

        var again = post(body);
        assertThat(again).allMatch(result -> result.path("status").asInt() == 200);
        assertThat(again)
                .extracting(result -> result.path("orderId").asText())
                .isEqualTo(first.stream()
                        .map(result -> result.path("orderId").asText())
                        .toList());
    }

    @Test
    void a_key_of_the_stream_counts_line_by_line() {
        var key = UUID.randomUUID().toString();
        var first = post(order(1) + "\n" + order(2), key);

        assertThat(post(order(1) + "\n" + order(3), key))
                .extracting(result -> result.path("status").asInt())
                .containsExactly(200, 422);
        assertThat(Shop.post(
                                PostedOrder.of("TEAPOT", 1)
                                        .with("channel", channel)
                                        .with("externalId", "1"),
                                key + "#1")
                        .<String>path("orderId"))
                .isEqualTo(first.getFirst().path("orderId").asText());
    }

    @Test
    void a_line_that_is_too_long_fails_alone() {
        var results = post(order(1) + "\n{\"channel\": \"" + "x".repeat(11 * 1024 * 1024) + "\"}\n" + order(2));

        assertThat(results).extracting(result -> result.path("status").asInt()).containsExactly(201, 413, 201);
    }

    @Test
    void results_come_while_the_sender_is_still_sending() throws Exception {
        try (var socket = new Socket(bulk.getHost(), bulk.getPort())) {
            socket.setSoTimeout((int) Duration.ofSeconds(20).toMillis());
            var out = socket.getOutputStream();
            out.write(
                    ("POST " + bulk.getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                                    + "Transfer-Encoding: chunked\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (var line = 1; line <= 3; line++) {
                var json = order(line) + "\n";
                out.write((Integer.toHexString(json.length()) + "\r\n" + json + "\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                assertThat(resultIn(in)).contains("\"line\":" + line + ",\"status\":201");
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(resultIn(in)).isEqualTo("the stream has ended");
        }
    }

    private static String resultIn(BufferedReader in) throws Exception {
        for (var line = in.readLine(); line != null && !line.equals("0"); line = in.readLine()) {
            if (line.startsWith("{")) {
                return line;
            }
        }
        return "the stream has ended";
    }

    private String order(int externalId) {
        return order(externalId, "1");
    }

    private String order(int externalId, String quantity) {
        return PostedOrder.of("TEAPOT", 1)
                .with("channel", channel)
                .with("externalId", String.valueOf(externalId))
                .with("lines[0].quantity", Integer.parseInt(quantity))
                .json();
    }

    private static List<JsonNode> post(String body) {
        return post(body, UUID.randomUUID().toString());
    }

    private static List<JsonNode> post(String body, String key) {
        return given().contentType("application/x-ndjson")
                .header("Idempotency-Key", key)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/v1/orders/bulk")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .map(BulkTest::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return new ObjectMapper().readTree(line);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(line, wrong);
        }
    }
}
