package io.backline.order.backlog;

import static io.backline.order.order.Shop.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.backline.order.order.PostedOrder;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class LiveBacklogTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/api/v1/backlog/live")
    URI live;

    @Test
    void who_watches_is_told_at_once_and_when_something_moves() throws Exception {
        var lines = new CopyOnWriteArrayList<String>();
        try (var client = HttpClient.newHttpClient()) {
            var watching = client.sendAsync(HttpRequest.newBuilder(live).build(), BodyHandlers.ofLines());
            Thread.ofVirtual().start(() -> watching.join().body().forEach(lines::add));
            await().until(() -> !views(lines).isEmpty());
            var before = awaiting(views(lines).getLast());

            for (var i = 0; i < 25; i++) {
                place(PostedOrder.of(PostedOrder.newSku(), 1));
            }

            await().until(() -> awaiting(views(lines).getLast()) == before + 25);
            assertThat(lines).contains("event:backlog");
            assertThat(views(lines)).as("coalesced").hasSizeLessThan(20);
            client.shutdownNow();
        }
    }

    private static List<String> views(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("data:"))
                .map(line -> line.substring("data:".length()))
                .toList();
    }

    private static int awaiting(String view) throws IOException {
        for (var stage : JSON.readTree(view).get("stages")) {
            if (stage.get("stage").asText().equals("AWAITING_ALLOCATION")) {
                return stage.get("orders").asInt();
            }
        }
        throw new AssertionError(view);
    }
}
