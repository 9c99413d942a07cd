package io.backline.demo.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Zero violations means nothing unless a violation is found: each is planted once. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvariantsTest {
    private static final String ORDER = "'00000000-0000-7000-8000-000000000001'";

    private final ScratchStores scratch = new ScratchStores();
    private final Invariants invariants = new Invariants(scratch.stores());

    InvariantsTest() throws SQLException, IOException {}

    /** An order of 5 teapots: 2 wait, 2 are ready to pick, 1 is picked. 3 are on hand, 2 of them on the shelf. */
    @BeforeEach
    void aStoreInOrder() throws SQLException {
        scratch.clear();
        scratch.run(Store.ORDER, """
                insert into orders (order_id, channel, external_id, fingerprint, customer_id, placed_at, currency, country, priority, shipping, stage, version, pick_revision)
                values (%1$s, 'web', '1', '', 'ada', now(), 'EUR', 'DE', 'NORMAL', 'PARTIAL', 'BACKORDERED', 1, 1);
                insert into order_line (order_id, line_number, sku, unit_price, backorder, substitutes, ordered, cancelled, allocated, picked, packed, shipped,
                    delivered, returned, answer, progress, release_key)
                values (%1$s, 1, 'TEAPOT', 1, 'ACCEPT', '[]', 5, 0, 3, 1, 0, 0, 0, 0, '[]', '[]', '2026-01-31T00:00:00Z');
                insert into stage_visit (order_id, line_number, stage, units, entered_at)
                values (%1$s, 1, 'BACKORDERED', 2, now()), (%1$s, 1, 'READY_TO_PICK', 2, now()), (%1$s, 1, 'PICKING', 1, now());
                insert into order_history (order_id, facts) values (%1$s, '[{"what": "OrderPlaced"}]');
                """.formatted(ORDER));
        scratch.run(Store.INVENTORY, """
                insert into sku (sku, backordered) values ('TEAPOT', 2);
                insert into stock_item (sku, location, shelf, picked, allocated, gained_at) values ('TEAPOT', 'MAIN', 2, 1, 3, now());
                insert into ledger (sku, location, kind, counted, shelf_change, picked_change, at, source, event_id) values
                    ('TEAPOT', 'MAIN', 'RECEIVED', null, 9, 0, now() - interval '3 days', 'w', '1'),
                    ('TEAPOT', 'MAIN', 'PICKED', null, -1, 1, now() - interval '1 day', 'w', '3'),
                    ('TEAPOT', 'MAIN', 'COUNTED', 3, 0, 0, now() - interval '2 days', 'w', '2');
                insert into line values (%1$s, 1, 'TEAPOT', 5, 5, false, 3, 1, 0, now(), '2026-01-31T00:00:00Z', now());
                insert into allocation values (%1$s, 1, 'MAIN', 'TEAPOT', '2026-01-31T00:00:00Z', 3, 1, 0, 0);
                """.formatted(ORDER));
        scratch.run(Store.NOTIFICATION, """
                insert into contact (customer_id, email) values ('ada', 'ada@example.org');
                insert into waiting_order values (%1$s, 'ada', '1');
                insert into waiting_line values (%1$s, 1, 'TEAPOT', 2, 2);
                insert into notice (notice_id, order_id, customer_id, kind, state, at, due_at, settled_at, content, sent_at)
                values (%1$s, %1$s, 'ada', 'BACKORDERED', 'SENT', now(), now(), now(), '{"waiting": 2}', now());
                insert into sent_mail values (%1$s, 'ada', 'ada@example.org', '', '', '', '{}');
                """.formatted(ORDER));
    }

    @Test
    void a_store_in_order_breaks_nothing() throws SQLException {
        assertThat(invariants.check()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("plants")
    void a_planted_violation_is_named_with_an_example(Plant plant) throws SQLException {
        scratch.run(plant.store, plant.sql.formatted(ORDER));

        var broken = invariants.check();

        assertThat(broken)
                .extracting(violation -> violation.invariant().sentence())
                .contains(plant.sentence);
        assertThat(broken)
                .allSatisfy(violation -> assertThat(violation.examples()).isNotEmpty());
    }

    @Test
    void every_invariant_has_a_violation_planted() {
        assertThat(plants().map(plant -> plant.sentence))
                .containsExactlyInAnyOrderElementsOf(
                        Invariants.all().stream().map(Invariant::sentence).toList());
    }

    record Plant(String sentence, Store store, String sql) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    static Stream<Plant> plants() {
        return Stream.of(supply(), demand(), notices(), messages()).flatMap(plants -> plants);
    }

    private static Stream<Plant> supply() {
        return Stream.of(
                new Plant("no more is allocated than is on hand", Store.INVENTORY, """
                        update stock_item set shelf = 1
                        """),
                new Plant("what a stock item has allocated is what lines have of it", Store.INVENTORY, """
                        update stock_item set allocated = 2
                        """),
                new Plant("no stock is idle while a line waits for it", Store.INVENTORY, """
                        insert into stock_item (sku, location, shelf, picked, allocated, gained_at) values ('TEAPOT', 'EAST', 1, 0, 0, now())
                        """),
                new Plant("the queue of a SKU is the lines that wait for it", Store.INVENTORY, """
                        update sku set backordered = 3
                        """),
                new Plant("both services give a line the same place in the release order", Store.INVENTORY, """
                        update line set release_key = release_key - interval '14 days'
                        """),
                new Plant("allocations are taken back by the release order of their lines", Store.INVENTORY, """
                        update allocation set release_key = now()
                        """),
                new Plant(
                        "the shelf is the last count plus the movements after it, and the totes what was picked and not shipped",
                        Store.INVENTORY,
                        """
                        insert into ledger (sku, location, kind, shelf_change, picked_change, at, source, event_id)
                        values ('TEAPOT', 'MAIN', 'RECEIVED', 1, 0, now(), 'w', '4')
                        """),
                new Plant("a line has what its locations have", Store.INVENTORY, """
                        update allocation set allocated = 2
                        """),
                new Plant("a stock event moves stock once", Store.INVENTORY, """
                        insert into ledger (sku, location, kind, shelf_change, picked_change, at, source, event_id)
                        values ('TEAPOT', 'MAIN', 'RECEIVED', 9, 0, now() - interval '3 days', 'w', '1')
                        """));
    }

    private static Stream<Plant> demand() {
        return Stream.of(
                new Plant("a channel's external id is one order", Store.ORDER, """
                        insert into orders select * from orders
                        """),
                new Plant("an order has lines and was placed once", Store.ORDER, """
                        insert into order_history (order_id, facts) values (%1$s, '[{"what": "OrderPlaced"}]')
                        """),
                new Plant("each counter of a line is at most the one before it", Store.ORDER, """
                        update order_line set packed = 2
                        """),
                new Plant(
                        "every unit of a line stands in exactly one stage, the one its counters say", Store.ORDER, """
                        update stage_visit set units = 3 where stage = 'READY_TO_PICK'
                        """),
                new Plant("both services know the same lines with the same counters", Store.INVENTORY, """
                        delete from line
                        """),
                new Plant("the stage of an order is the first that holds units of it", Store.ORDER, """
                        update orders set stage = 'PICKING'
                        """));
    }

    private static Stream<Plant> notices() {
        return Stream.of(
                new Plant("notification-service knows what waits", Store.NOTIFICATION, """
                        update waiting_line set waiting = 1, told = 1
                        """),
                new Plant("every change of what waits was told, and nothing else", Store.NOTIFICATION, """
                        update waiting_line set told = 1
                        """),
                new Plant("the same news of an order is told once", Store.NOTIFICATION, """
                        insert into notice (notice_id, order_id, customer_id, kind, state, at, due_at, settled_at, content, sent_at)
                        select gen_random_uuid(), order_id, customer_id, kind, state, at, due_at, settled_at, content, sent_at from notice
                        """),
                new Plant("a notice that left is one mail", Store.NOTIFICATION, """
                        insert into sent_mail select * from sent_mail
                        """));
    }

    private static Stream<Plant> messages() {
        return Stream.of(Store.values()).flatMap(InvariantsTest::messages);
    }

    private static Stream<Plant> messages(Store store) {
        return Stream.of(
                new Plant("the outbox of " + store.service() + " drains", store, """
                        insert into outbox (topic) values ('orders')
                        """),
                new Plant(
                        "every record that came to " + store.service() + " was handled or is a duplicate", store, """
                        insert into consumed values ('orders', 0, 0, 3, 1, 1)
                        """),
                new Plant("what " + store.service() + " handled is one effect or one dead letter each", store, """
                        insert into consumed values ('orders', 0, 0, 3, 3, 0);
                        insert into inbox (source, event_id) values ('/order-service', '1')
                        """));
    }
}
