package io.backline.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Against a server that answers as a service does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LoadTest {
    private final Set<Integer> clients = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private URI url;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/echo", this::echo);
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void connections_stay_open() throws InterruptedException {
        var result = new Load(url, 3).run(Schedule.atRate(1_000, Duration.ofMillis(60)), (connection, number, due) -> {
            assertThat(connection
                            .post("/echo", "text/plain", bytes("order " + number))
                            .text())
                    .isEqualTo("order " + number);
        });

        assertThat(result.requests()).isEqualTo(60);
        assertThat(clients).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void an_answer_in_chunks_is_read_as_a_whole() throws IOException {
        try (var connection = new Connection(url)) {
            assertThat(connection
                            .post("/echo", "chunked", bytes("x".repeat(50_000)))
                            .body())
                    .hasSize(50_000);
            assertThat(connection.post("/echo", "text/plain", bytes("next")).text())
                    .isEqualTo("next");
        }
    }

    @Test
    void a_connection_asks_and_posts_in_turn() throws IOException {
        try (var connection = new Connection(url)) {
            assertThat(connection.get("/echo").status()).isEqualTo(200);
            assertThat(connection.post("/echo", "text/plain", bytes("posted")).text())
                    .isEqualTo("posted");
            assertThat(connection.get("/echo").status()).isEqualTo(200);
        }
    }

    @Test
    void who_waits_behind_a_request_that_stalls_has_waited_too() throws InterruptedException {
        var stall = Duration.ofMillis(150).toNanos();

        var result = new Load(url, 1).run(Schedule.atRate(100, Duration.ofMillis(100)), (connection, number, due) -> {
            while (number == 0 && System.nanoTime() - due < stall) {
                Thread.onSpinWait();
            }
        });

        assertThat(result.requests()).isEqualTo(10);
        assertThat(result.micros().getMinValue()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toMicros(59));
    }

    @Test
    void a_client_that_is_disappointed_ends_the_run() {
        assertThatThrownBy(() -> new Load(url, 2)
                        .run(Schedule.asMuchAsIsTaken(Duration.ofMinutes(1)), (connection, number, due) -> {
                            throw new NoFigure("answered 503");
                        }))
                .isInstanceOf(NoFigure.class)
                .hasMessageContaining("503");
    }

    private void echo(HttpExchange exchange) throws IOException {
        clients.add(exchange.getRemoteAddress().getPort());
        var body = exchange.getRequestBody().readAllBytes();
        var chunked = "chunked".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        exchange.sendResponseHeaders(200, chunked ? 0 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
