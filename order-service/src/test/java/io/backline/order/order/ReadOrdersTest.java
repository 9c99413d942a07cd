package io.backline.order.order;

import static io.backline.order.order.Shop.place;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReadOrdersTest {
    private static final int CHANGES = 60;

    private final String channel = "shop-" + UUID.randomUUID();

    @Test
    void an_order_is_read_as_it_stood_at_one_moment() {
        var orderId = place(orderOf(10));

        meanwhile(
                () -> Shop.cancel(orderId, "{\"reason\": \"test\", \"lines\": [{\"lineNumber\": 1, \"quantity\": 1}]}")
                        .then()
                        .statusCode(200),
                () -> {
                    var order = Shop.order(orderId);
                    assertThat(order.getInt("lines[0].cancelled")).isEqualTo(order.getInt("version") - 1);
                });
    }

    @Test
    void a_list_shows_only_what_was_asked_for_while_orders_move_on() {
        var orderId = place(orderOf(1));

        meanwhile(
                () -> {
                    String hold = Shop.hold(orderId, "CUSTOMER").path("holds[0].holdId");
                    Shop.lift(orderId, hold).then().statusCode(200);
                },
                () -> assertThat(list("stage=ON_HOLD").getList("items.stage")).isSubsetOf(List.of("ON_HOLD")));
    }

    @Test
    void a_page_of_large_orders_ends_early_and_the_list_goes_on() {
        var placed = IntStream.range(0, 3).mapToObj(i -> place(orderOf(2_000))).toList();

        var read = new ArrayList<String>();
        String next = null;
        do {
            var page = list(next == null ? "limit=500" : "limit=500&cursor=" + next);
            assertThat(page.getList("items.lines.flatten()")).hasSizeBetween(1, 5_000);
            read.addAll(page.getList("items.orderId"));
            next = page.getString("next");
        } while (next != null);

        assertThat(read).containsExactlyInAnyOrderElementsOf(placed);
    }

    /** Reads for as long as another writes. */
    private static void meanwhile(Runnable change, Runnable read) {
        var writer =
                CompletableFuture.runAsync(() -> IntStream.range(0, CHANGES).forEach(i -> change.run()));
        do {
            read.run();
        } while (!writer.isDone());
        writer.join();
    }

    private JsonPath list(String query) {
        return given().get("/api/v1/orders?channel=" + channel + "&" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private PostedOrder orderOf(int lines) {
        var order = PostedOrder.of("TEAPOT", CHANGES + 1).with("channel", channel);
        for (var line = 1; line < lines; line++) {
            order.line("TEAPOT", 1);
        }
        return order;
    }
}
