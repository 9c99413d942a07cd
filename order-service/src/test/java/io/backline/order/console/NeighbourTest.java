package io.backline.order.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(30)
class NeighbourTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private Neighbour neighbour;

    record Teapot(String colour) {}

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/teapots/red", exchange -> answer(exchange, 200, "application/json", "{\"colour\":\"red\"}"));
        server.createContext("/teapots/none", exchange -> answer(exchange, 404, "application/problem+json", "{}"));
        server.createContext("/teapots/hidden", exchange -> answer(exchange, 404, "text/html", "no such page"));
        server.createContext(
                "/teapots/endless",
                exchange -> answer(exchange, 200, "application/json", " ".repeat(5_000_000) + "{}"));
        server.createContext("/teapots/slow", this::begin);
        server.start();
        var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        neighbour = new Neighbour("teapot-service", URI.create(address), PATIENCE);
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Says that more will come, and then nothing. */
    private void begin(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        try (exchange) {
            over.await();
        } catch (InterruptedException ended) {
            throw new IOException(ended);
        }
    }

    @AfterEach
    void close() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void what_is_there_is_found() {
        assertThat(find("red")).isEqualTo(Answer.of(new Teapot("red")));
    }

    @Test
    void only_who_is_asked_can_say_that_there_is_nothing() {
        assertThat(find("none")).isEqualTo(Answer.nothing());
        assertThat(find("hidden")).isEqualTo(Answer.trouble("teapot-service answers 404."));
        assertThat(neighbour.list("/teapots/none", Teapot.class).join())
                .isEqualTo(Answer.trouble("teapot-service answers 404."));
    }

    @Test
    void who_begins_to_answer_and_does_not_end_is_given_up() {
        assertThat(find("slow")).isEqualTo(Answer.trouble("teapot-service does not answer."));
    }

    @Test
    void who_sends_more_than_a_page_can_use_is_given_up() {
        assertThat(find("endless")).isEqualTo(Answer.trouble("teapot-service does not answer."));
    }

    private Answer<Teapot> find(String name) {
        return neighbour.find("/teapots/" + name, Teapot.class).join();
    }
}
