package io.backline.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.demo.replay.Happening.Item;
import io.backline.demo.replay.Happening.Line;
import io.backline.demo.replay.Happening.Stage;
import io.backline.demo.replay.Happening.StageReached;
import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.DeliveryFailed;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import io.backline.events.WarehouseFulfilmentEvent.ShortPicked;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KnownOrderTest {
    private static final Instant MONDAY = Instant.parse("2019-05-20T08:00:00Z");

    private final UUID id = UUID.randomUUID();
    private final KnownOrder order = new KnownOrder(
            id, "990001", List.of(new Line(1, "Echo", 2), new Line(2, "Kindle", 1), new Line(3, "Echo", 1)));

    @Test
    void an_order_that_reaches_a_stage_brings_all_its_units_there_once() {
        assertThat(order.reach(reached(Stage.PICKING, null)))
                .containsExactly(new PickStarted(
                        id,
                        List.of(new LineUnits(1, 2, null), new LineUnits(2, 1, null), new LineUnits(3, 1, null)),
                        MONDAY));
        assertThat(order.reach(reached(Stage.PICKING, null))).isEmpty();
    }

    @Test
    void an_item_is_one_unit_of_a_line_with_its_SKU_and_stays_with_that_line() {
        var picked = List.of("a", "b", "c").stream()
                .flatMap(item -> order.reach(reached(Stage.PICKING, new Item(item, "Echo"))).stream())
                .map(event -> ((PickStarted) event).lines().getFirst().lineNumber())
                .toList();

        assertThat(picked).containsExactly(1, 1, 3);
        assertThat(((Shipped) order.reach(reached(Stage.SHIPPED, new Item("c", "Echo")))
                                .getFirst())
                        .lines())
                .containsExactly(new LineUnits(3, 1, null));
        assertThat(order.reach(reached(Stage.PICKING, new Item("d", "Echo")))).isEmpty();
    }

    @Test
    void a_delivery_is_of_the_shipment_that_holds_the_item_and_comes_once() {
        var shipment = ((Shipped) order.reach(reached(Stage.SHIPPED, new Item("a", "Echo")))
                        .getFirst())
                .shipmentId();
        order.reach(reached(Stage.SHIPPED, new Item("k", "Kindle")));

        assertThat(order.reach(reached(Stage.DELIVERED, new Item("a", null))))
                .containsExactly(new Delivered(id, shipment, MONDAY));
        assertThat(order.reach(reached(Stage.DELIVERED, null))).hasSize(1);
        assertThat(order.reach(reached(Stage.DELIVERED, null))).isEmpty();
    }

    @Test
    void an_item_that_was_missed_is_a_short_pick_of_its_line_and_can_be_picked_later() {
        var missed = new Item("k", "Kindle");

        assertThat(order.reach(reached(Stage.MISSED, missed))).containsExactly(new ShortPicked(id, 2, null, 1, MONDAY));
        assertThat(order.reach(reached(Stage.PICKING, missed)))
                .containsExactly(new PickStarted(id, List.of(new LineUnits(2, 1, null)), MONDAY));
    }

    @Test
    void a_missed_item_may_be_mistaken_for_another_unit_of_its_line_only_while_that_lies_in_a_tote() {
        order.reach(reached(Stage.PICKING, new Item("a", "Echo")));
        assertThat(order.mayBeMistaken(new Item("b", "Echo"))).isTrue();

        order.reach(reached(Stage.PACKED, new Item("a", "Echo")));
        assertThat(order.mayBeMistaken(new Item("b", "Echo"))).isFalse();
    }

    @Test
    void a_delivery_that_failed_is_of_the_items_shipment_which_stays_in_transit() {
        order.reach(reached(Stage.SHIPPED, new Item("a", "Echo")));

        assertThat(order.reach(reached(Stage.DELIVERY_FAILED, new Item("a", null))))
                .singleElement()
                .isInstanceOf(DeliveryFailed.class);
        assertThat(order.reach(reached(Stage.DELIVERED, new Item("a", null)))).hasSize(1);
    }

    @Test
    void what_happens_to_picked_units_is_no_news_for_others() {
        var kindle = new Item("k", "Kindle");

        assertThat(order.skusAtStake(reached(Stage.PICKING, kindle))).containsExactly("Kindle");
        order.reach(reached(Stage.PICKING, kindle));
        assertThat(order.skusAtStake(reached(Stage.PACKED, kindle))).isEmpty();
        assertThat(order.skusAtStake(reached(Stage.SHIPPED, null))).containsExactly("Echo");
    }

    private static StageReached reached(Stage stage, @Nullable Item item) {
        return new StageReached(MONDAY, "990001", stage, item);
    }
}
