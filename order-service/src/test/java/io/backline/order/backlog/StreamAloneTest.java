package io.backline.order.backlog;

import static io.backline.order.order.Partners.answers;
import static io.backline.order.order.Partners.inventory;
import static io.backline.order.order.Partners.picked;
import static io.backline.order.order.Partners.warehouse;
import static io.backline.order.order.Shop.awaitLine;
import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.events.Json;
import io.backline.events.OrderEvent;
import io.backline.events.Streams;
import io.backline.localstack.testing.Topics;
import io.backline.order.order.PostedOrder;
import io.backline.order.order.Shop;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class StreamAloneTest {
    @Test
    void whoever_reads_the_stream_of_orders_alone_has_the_same_figures_at_any_moment() {
        var begin = now();
        var order = place(PostedOrder.of(PostedOrder.newSku(), 5).line("CUP", 3));
        inventory(answers(order, 1, 5, 3));
        inventory(answers(order, 2, 3, 3));
        warehouse(picked(order, 2));
        awaitLine(order, "picked", 2);
        var between = now();
        Shop.change(order, "*", "{\"priority\": \"CRITICAL\"}").then().statusCode(200);
        Shop.hold(order, "FRAUD").then().statusCode(201);
        var end = now();

        await().untilAsserted(() -> {
            var book = new Book();
            Bookkeeper.enter(published(), book);
            for (var at : List.of(begin, between, end)) {
                assertThat(Json.write(Backlog.byStage(book, Question.all(at))))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(given().get("/api/v1/backlog?asOf=" + at).asString());
                assertThat(Json.write(Backlog.groups(book, Question.all(at), By.PRIORITY, 50, null)))
                        .asString(StandardCharsets.UTF_8)
                        .isEqualTo(given().get("/api/v1/backlog?by=priority&asOf=" + at)
                                .asString());
            }
        });
        assertThat(given().get("/api/v1/backlog?by=sku&sku=CUP&limit=1")
                        .jsonPath()
                        .getInt("groups[0].stages.ON_HOLD.units"))
                .isPositive();
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    private static List<OrderEvent> published() {
        var events = new ArrayList<OrderEvent>();
        try (var topics = Topics.ofThisRun()) {
            for (var record : topics.all("orders")) {
                events.add(Streams.ORDERS.read(
                        Objects.requireNonNull(record.type()), Objects.requireNonNull(record.value())));
            }
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
        return events;
    }
}
