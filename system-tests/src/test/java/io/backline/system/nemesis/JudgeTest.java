package io.backline.system.nemesis;

import static io.backline.demo.invariant.Store.INVENTORY;
import static io.backline.demo.invariant.Store.ORDER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** That the judge names nothing means something only if it names what is wrong: what it compares by itself, besides the invariants of stores and streams. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class JudgeTest {
    private static final UUID TEAPOTS = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID KETTLES = UUID.fromString("00000000-0000-7000-8000-000000000002");

    @Nested
    class Orders {
        @Test
        void that_are_there_as_they_were_acknowledged_are_right() {
            assertThat(Promises.orders(Map.of("1", TEAPOTS, "2", KETTLES), Map.of("1", of(TEAPOTS), "2", of(KETTLES))))
                    .isEmpty();
        }

        @Test
        void that_were_acknowledged_and_are_not_there_are_named() {
            assertThat(Promises.orders(Map.of("1", TEAPOTS, "2", KETTLES), Map.of("1", of(TEAPOTS))))
                    .singleElement(STRING)
                    .contains("I2", "2 was acknowledged as " + KETTLES + ", there is []");
        }

        @Test
        void that_are_there_under_another_id_are_named() {
            assertThat(Promises.orders(Map.of("1", TEAPOTS), Map.of("1", of(KETTLES))))
                    .singleElement(STRING)
                    .contains("I2", "1 was acknowledged as " + TEAPOTS + ", there is [" + KETTLES + "]");
        }

        @Test
        void that_are_there_twice_are_named() {
            assertThat(Promises.orders(Map.of("1", TEAPOTS), Map.of("1", List.of(TEAPOTS, KETTLES))))
                    .singleElement(STRING)
                    .contains("I2", "there is [" + TEAPOTS + ", " + KETTLES + "]");
        }

        @Test
        void of_which_nobody_was_told_are_named() {
            assertThat(Promises.orders(Map.of(), Map.of("1", of(TEAPOTS))))
                    .singleElement(STRING)
                    .contains("I2", "1 is there, although every posted order was answered");
        }

        private static List<UUID> of(UUID order) {
            return List.of(order);
        }
    }

    @Nested
    class Cancellations {
        @Test
        void that_left_no_unit_are_right() {
            assertThat(Promises.cancellations(Set.of(TEAPOTS), Set.of(KETTLES))).isEmpty();
        }

        @Test
        void that_were_confirmed_and_undone_are_named() {
            assertThat(Promises.cancellations(Set.of(TEAPOTS, KETTLES), Set.of(KETTLES)))
                    .singleElement(STRING)
                    .contains("I2", "cancelled", KETTLES.toString());
        }
    }

    @Nested
    class Warehouse_events {
        @Test
        void that_acted_are_right() {
            assertThat(Promises.warehouseEvents(
                            Set.of("receipt", "pick"), Set.of("receipt", "pick"), List.of(deadLetterOf("nonsense"))))
                    .isEmpty();
        }

        @Test
        void that_neither_acted_nor_were_put_aside_are_named() {
            assertThat(Promises.warehouseEvents(Set.of("receipt", "pick"), Set.of("receipt"), List.of()))
                    .singleElement(STRING)
                    .contains("I13", "was handled", "pick")
                    .doesNotContain("receipt");
        }

        @Test
        void that_were_put_aside_although_they_are_in_order_are_named() {
            assertThat(Promises.warehouseEvents(
                            Set.of("receipt", "pick"), Set.of("receipt"), List.of(deadLetterOf("pick"))))
                    .singleElement(STRING)
                    .contains("I13", "put aside", "pick")
                    .doesNotContain("receipt");
        }

        /** As a dead letter keeps it: each value of a header in Base64. */
        private static String deadLetterOf(String id) {
            return "[{\"name\":\"ce_id\",\"value\":\"%s\"}]"
                    .formatted(Base64.getEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Nested
    class Mails {
        @Test
        void one_of_each_notice_that_was_sent_are_right() {
            assertThat(Promises.mails(Map.of("<1>", "SENT", "<2>", "FAILED"), Map.of("<1>", 1)))
                    .isEmpty();
            assertThat(Promises.repeatedMails(0, 0, false)).isEmpty();
        }

        @Test
        void that_were_sent_and_did_not_arrive_are_named() {
            assertThat(Promises.mails(Map.of("<1>", "SENT", "<2>", "SENT"), Map.of("<1>", 1)))
                    .singleElement(STRING)
                    .contains("I6", "<2> is marked as sent, and no mail arrived");
        }

        @Test
        void that_are_no_notices_are_named() {
            assertThat(Promises.mails(Map.of("<1>", "SENT"), Map.of("<1>", 1, "<2>", 1)))
                    .singleElement(STRING)
                    .contains("I6", "<2> arrived, and is no notice's");
        }

        @Test
        void that_came_again_without_a_doubt_are_named() {
            assertThat(Promises.repeatedMails(1, 3, false))
                    .singleElement(STRING)
                    .contains("I6", "2 mails arrived again");
        }

        @Test
        void that_came_again_in_doubt_are_right() {
            assertThat(Promises.repeatedMails(1, 3, true)).isEmpty();
        }

        @Test
        void that_came_again_before_are_not_named_again() {
            assertThat(Promises.repeatedMails(3, 3, false)).isEmpty();
        }
    }

    @Nested
    class Locks {
        @Test
        void that_are_waited_for_are_right() {
            assertThat(Promises.locks(Map.of(ORDER, 0L, INVENTORY, 0L))).isEmpty();
        }

        @Test
        void that_are_taken_in_two_orders_are_named() {
            assertThat(Promises.locks(Map.of(ORDER, 0L, INVENTORY, 2L)))
                    .singleElement(STRING)
                    .contains("locks", "2 deadlocks in the database of inventory-service");
        }
    }

    @Nested
    class Findings {
        @Test
        void are_about_the_invariants_that_they_begin_with() {
            assertThat(new Finding("stores", "I10, I13 is broken 2 times: of I2 nothing is said").invariants())
                    .containsExactlyInAnyOrder("I10", "I13");
            assertThat(new Finding("mails", "I6: a mail is repeated").invariants())
                    .containsExactly("I6");
            assertThat(new Finding("databases", "locks: whoever takes several").invariants())
                    .containsExactly("locks");
            assertThat(new Finding("answers", "order 7 was answered 500").invariants())
                    .isEmpty();
        }
    }
}
