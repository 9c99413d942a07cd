package io.backline.system;

import static io.backline.events.BacklogStage.BACKORDERED;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.events.WarehouseStockEvent.InboundScheduled;
import io.backline.localstack.testing.CloudEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The console beside the two other services, read as by a browser without script; order-service's own tests look at it in a real one. */
class ConsoleJourneyTest extends Journey {
    private static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(Redirect.NORMAL).build();

    @Test
    void an_order_shows_what_its_customer_was_told_and_its_queue_what_is_coming() {
        var kettle = sku("KETTLE");
        var ada = customer("ada");
        var order = place(ada, line(kettle, 2));
        awaitStage(order, BACKORDERED);
        awaitMails(ada, 1);
        tell(new InboundScheduled(
                kettle + "-PO", "ACME", kettle, "MAIN", 7, Instant.now().plus(Duration.ofDays(9))));

        awaitPage("/orders/" + order, "<strong>Backordered</strong> <span class=\"state SENT\">", "sent <time");
        awaitPage(
                "/backorders/" + kettle, "<strong>2 units</strong> wait in 1 line of 1 order", kettle + "-PO", "ACME");
        assertThat(page("/backorders")).contains(kettle).doesNotContain("does not answer");
    }

    @Test
    void a_dead_letter_of_another_service_is_read_and_replayed() {
        var key = sku("BROKEN");
        backline.topics().send("warehouse-stock", CloudEvent.of("io.backline.warehouse.StockCounted", key, "{"));

        awaitPage("/dead-letters", ">" + key + "<");
        var link = Pattern.compile("href=\"(/dead-letters/inventory-service/[^\"]+)\"(?:(?!</tr>)[\\s\\S])*>"
                        + Pattern.quote(key) + "<")
                .matcher(page("/dead-letters"));
        assertThat(link.find()).isTrue();
        var letter = link.group(1);
        assertThat(page(letter)).contains("warehouse-stock", key, "Replay</button>");

        var replayed = send(HttpRequest.newBuilder(backline.order().url().resolve(letter + "/replay"))
                .header("Sec-Fetch-Site", "same-origin")
                .POST(BodyPublishers.noBody())
                .build());

        assertThat(replayed)
                .contains("The message was sent to its topic again.")
                .doesNotContain("Replay</button>");
    }

    private void awaitPage(String path, String... parts) {
        await(path).atMost(20, SECONDS).untilAsserted(() -> assertThat(page(path))
                .contains(parts));
    }

    private String page(String path) {
        return send(HttpRequest.newBuilder(backline.order().url().resolve(path)).build());
    }

    private static String send(HttpRequest request) {
        try {
            var answer = BROWSER.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(request.toString()).isEqualTo(200);
            return answer.body();
        } catch (IOException noAnswer) {
            throw new UncheckedIOException(noAnswer);
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }
}
