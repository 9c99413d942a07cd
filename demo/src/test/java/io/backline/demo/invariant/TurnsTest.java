package io.backline.demo.invariant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.backline.localstack.LocalStack;
import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Topics;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An order of Monday and one of Tuesday want five of the same SKU each. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TurnsTest {
    private final ScratchStores scratch = new ScratchStores();
    private final String prefix = "turns" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private final Topics topics = new Topics(LocalStack.shared().kafka(), prefix);
    private final Turns turns = new Turns(scratch.stores(), LocalStack.shared().kafka(), prefix);

    private UUID monday = UUID.randomUUID();
    private UUID tuesday = UUID.randomUUID();
    private String sku = "";

    TurnsTest() throws SQLException, IOException {
        topics.create("allocations", 2);
    }

    @BeforeEach
    void twoThatWait() throws SQLException {
        scratch.clear();
        monday = UUID.randomUUID();
        tuesday = UUID.randomUUID();
        sku = "TEAPOT-" + monday;
        scratch.run(Store.INVENTORY, """
                insert into line (order_id, line_number, sku, ordered, requested, refuse, allocated, picked, shipped, placed_at, release_key, since) values
                    ('%s', 1, '%s', 5, 5, false, 0, 0, 0, now(), '2026-03-02T00:00:00Z', now()),
                    ('%s', 1, '%2$s', 5, 5, false, 0, 0, 0, now(), '2026-03-03T00:00:00Z', now());
                """.formatted(monday, sku, tuesday));
        tell(0, "LineBackordered", tuesday, 0, null);
        tell(1, "LineBackordered", monday, 0, null);
    }

    @Test
    void who_waits_first_is_served_first() throws SQLException {
        tell(10_000, "BackorderReleased", monday, 5, "RECEIVED");
        tell(20_000, "BackorderReleased", tuesday, 2, "RECEIVED");

        assertThat(turns.check()).isEmpty();
    }

    @Test
    void a_line_that_is_passed_by_is_named() throws SQLException {
        tell(10_000, "BackorderReleased", tuesday, 2, "RECEIVED");

        assertThat(turns.check())
                .singleElement(STRING)
                .contains("I5", "order " + tuesday + " was given", "order " + monday + " waited before it");
    }

    @Test
    void a_line_that_is_passed_by_is_named_also_when_it_is_served_later() throws SQLException {
        tell(10_000, "BackorderReleased", tuesday, 2, "RECEIVED");
        tell(20_000, "BackorderReleased", monday, 5, "RECEIVED");

        assertThat(turns.check()).hasSize(1);
    }

    @Test
    void it_is_told_once() throws SQLException {
        tell(10_000, "BackorderReleased", tuesday, 2, "RECEIVED");
        turns.check();

        assertThat(turns.check()).isEmpty();
    }

    @Test
    void a_line_that_is_partly_served_is_still_the_first() throws SQLException {
        tell(10_000, "BackorderReleased", monday, 3, "RECEIVED");
        turns.check();
        tell(20_000, "BackorderReleased", tuesday, 2, "RECEIVED");

        assertThat(turns.check()).hasSize(1);
    }

    @Test
    void one_decision_tells_of_its_lines_in_any_order() throws SQLException {
        tell(10_000, "BackorderReleased", tuesday, 2, "RECEIVED");
        tell(10_001, "BackorderReleased", monday, 5, "RECEIVED");

        assertThat(turns.check()).isEmpty();
    }

    @Test
    void what_was_picked_is_nobody_elses_turn() throws SQLException {
        tell(10_000, "BackorderReleased", tuesday, 2, "PICKED");

        assertThat(turns.check()).isEmpty();
    }

    @Test
    void a_line_that_was_cancelled_waits_no_more() throws SQLException {
        scratch.run(Store.INVENTORY, "update line set requested = 0 where order_id = '" + monday + "'");
        tell(10_000, "BackorderReleased", tuesday, 2, "RECEIVED");

        assertThat(turns.check()).isEmpty();
    }

    /** The partitions are read in any order; when something was decided is in the id. */
    private void tell(long decided, String type, UUID order, int allocated, @Nullable String reason) {
        var id = new UUID((1_700_000_000_000L + decided) << 16 | 0x7000, order.getLeastSignificantBits());
        var data = """
                {"orderId":"%s","lineNumber":1,"sku":"%s","requested":5,"allocated":%d,"locations":[]%s}
                """.formatted(order, sku, allocated, reason == null ? "" : ",\"reason\":\"" + reason + "\"");
        topics.send(
                "allocations",
                new CloudEvent(
                        order.toString(),
                        data,
                        CloudEvent.of("io.backline." + type, "", "")
                                .withId(id.toString())
                                .attributes()));
    }

    @AfterAll
    void close() {
        topics.close();
        turns.close();
    }
}
