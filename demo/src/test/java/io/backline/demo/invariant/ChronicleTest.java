package io.backline.demo.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.backline.localstack.LocalStack;
import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The topics are judged too: each violation of an order's story is planted once, and named. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChronicleTest {
    private final ScratchStores scratch = new ScratchStores();
    private final String prefix = "chronicle" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private final Topics topics = new Topics(LocalStack.shared().kafka(), prefix);
    private final Chronicle chronicle =
            new Chronicle(scratch.stores(), LocalStack.shared().kafka(), prefix);

    private final CloudEvent placed = event(1, "OrderPlaced", "{\"orderId\":\"%s\"}");
    private final CloudEvent awaiting =
            event(2, "OrderStageChanged", "{\"orderId\":\"%s\",\"to\":\"AWAITING_ALLOCATION\",\"units\":{}}");
    private final CloudEvent backordered = event(
            3,
            "OrderStageChanged",
            "{\"orderId\":\"%s\",\"from\":\"AWAITING_ALLOCATION\",\"to\":\"BACKORDERED\",\"units\":{}}");
    private final CloudEvent first = event(4, "OrderReadyToPick", "{\"orderId\":\"%s\",\"revision\":1,\"lines\":[]}");
    private final CloudEvent second = event(5, "OrderReadyToPick", "{\"orderId\":\"%s\",\"revision\":2,\"lines\":[]}");

    private UUID order = UUID.randomUUID();

    ChronicleTest() throws SQLException, IOException {
        topics.create("orders", 2);
    }

    @BeforeEach
    void anOrderThatWaits() throws SQLException {
        scratch.clear();
        order = UUID.randomUUID();
        scratch.run(Store.ORDER, """
                insert into orders (order_id, channel, external_id, fingerprint, customer_id, placed_at, currency, country, priority, shipping, stage, version, pick_revision)
                values ('%s', 'web', '1', '', 'ada', now(), 'EUR', 'DE', 'NORMAL', 'PARTIAL', 'BACKORDERED', 1, 1);
                """.formatted(order));
    }

    @Test
    void a_story_told_in_order_is_right_also_when_a_part_of_it_comes_again() throws SQLException {
        assertThat(told(placed, awaiting, backordered, first, placed, awaiting, backordered, first, second))
                .isEmpty();
    }

    @Test
    void two_events_that_changed_places_are_named() throws SQLException {
        assertThat(told(placed, awaiting, first, backordered))
                .singleElement(STRING)
                .contains("is told after it");
    }

    @Test
    void a_gap_is_named() throws SQLException {
        assertThat(told(placed, awaiting, backordered, second))
                .singleElement(STRING)
                .contains("pick list 2 follows 0");
    }

    @Test
    void a_story_without_a_beginning_is_named() throws SQLException {
        assertThat(told(awaiting, backordered)).singleElement(STRING).contains("begins with");
    }

    @Test
    void an_order_placed_twice_is_named() throws SQLException {
        assertThat(told(placed, awaiting, backordered, event(6, "OrderPlaced", "{\"orderId\":\"%s\"}")))
                .singleElement(STRING)
                .contains("is placed twice");
    }

    @Test
    void a_story_that_ends_elsewhere_than_the_order_is_named() throws SQLException {
        assertThat(told(placed, awaiting))
                .singleElement(STRING)
                .contains("is BACKORDERED, and AWAITING_ALLOCATION is told");
    }

    private List<String> told(CloudEvent... story) throws SQLException {
        for (var event : story) {
            var data = event.data().formatted(order);
            topics.send(
                    "orders",
                    new CloudEvent(
                            order.toString(),
                            data,
                            event.with("id", idOf(event)).attributes()));
        }
        return chronicle.check();
    }

    /** The same for one event of one order, and another for the next order. */
    private String idOf(CloudEvent event) {
        var decided = Long.parseLong(event.id());
        return new UUID((1_700_000_000_000L + decided) << 16 | 0x7000, order.getLeastSignificantBits()).toString();
    }

    private static CloudEvent event(long decided, String type, String data) {
        return CloudEvent.of("io.backline." + type, "", data).withId(String.valueOf(decided));
    }

    @AfterAll
    void close() {
        topics.close();
        chronicle.close();
    }
}
