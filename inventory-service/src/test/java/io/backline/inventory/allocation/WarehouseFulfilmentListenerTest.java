package io.backline.inventory.allocation;

import static io.restassured.RestAssured.given;

import io.backline.inventory.ServiceTest;
import io.backline.inventory.Warehouse;
import io.backline.localstack.testing.CloudEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WarehouseFulfilmentListenerTest extends ServiceTest {
    private UUID order;

    @BeforeEach
    void an_order_of_three() {
        inStock(3);
        order = aLineThatHas(3);
    }

    @Test
    void it_works() {
        warehouse.ships(order, 1, 2);

        awaitStock(teapot, 1, 1, 0);
    }

    @Test
    void twice_is_once() {
        var shipped = warehouse.ships(order, 1, 1);
        warehouse.fulfilment(shipped);

        warehouse.ships(order, 1, 1);

        awaitStock(teapot, 1, 1, 0);
    }

    @Test
    void a_broken_one_lands_among_the_dead_letters_and_the_next_is_handled() {
        var broken = warehouse.fulfilment(CloudEvent.of(
                "io.backline.warehouse.Shipped", order.toString(), "{\"orderId\": \"%s\"}".formatted(order)));

        warehouse.ships(order, 1, 1);

        awaitStock(teapot, 2, 2, 0);
        awaitDeadLetter("warehouse-fulfilment", "DEAD_LETTER", "shipmentId", broken);
    }

    @Test
    void an_unknown_type_is_set_aside() {
        var unknown = warehouse.fulfilment(CloudEvent.of("io.backline.warehouse.Admired", order.toString(), "{}"));

        awaitDeadLetter("warehouse-fulfilment", "SET_ASIDE", "type", unknown);
    }

    @Test
    void more_than_was_ordered_is_refused() {
        var tooMany = warehouse.picks(order, 1, 4);

        awaitDeadLetter("warehouse-fulfilment", "DEAD_LETTER", "lines[0].quantity", tooMany);
        awaitStock(teapot, 3, 3, 0);
    }

    @Test
    void a_dead_letter_that_is_replayed_acts_when_its_cause_is_gone() {
        warehouse.picks(order, 1, 3);
        awaitShelf(0);
        var tooMany = warehouse.picks(order, 1, 1);
        awaitDeadLetter("warehouse-fulfilment", "DEAD_LETTER", "lines[0].quantity", tooMany);
        warehouse.unpicks(order, 1, 2);
        awaitShelf(2);

        given().post("/api/v1/dead-letters/{id}/replay", deadLetterOf(order))
                .then()
                .statusCode(200);

        awaitShelf(1);
    }

    private static String deadLetterOf(UUID order) {
        return given().queryParam("topic", "warehouse-fulfilment")
                .queryParam("limit", 500)
                .get("/api/v1/dead-letters")
                .path("items.find { it.key == '%s' }.id", order.toString());
    }

    @Test
    void a_line_that_is_none_is_refused() {
        var noLine = warehouse.picks(order, 2, 1);

        awaitDeadLetter("warehouse-fulfilment", "DEAD_LETTER", "lines[0].lineNumber", noLine);
    }

    @Test
    void what_happened_tomorrow_is_refused() {
        var ahead = warehouse.fulfilment(Warehouse.moved(
                "PickStarted", order, 1, 1, null, "pickedAt", Instant.now().plusSeconds(86_400)));

        awaitDeadLetter("warehouse-fulfilment", "DEAD_LETTER", "pickedAt", ahead);
    }
}
