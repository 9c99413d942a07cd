package io.backline.demo.replay;

import static io.backline.events.BacklogStage.AWAITING_ALLOCATION;
import static io.backline.events.BacklogStage.BACKORDERED;
import static io.backline.events.BacklogStage.PACKED;
import static io.backline.events.BacklogStage.PICKING;
import static io.backline.events.BacklogStage.READY_TO_PICK;
import static io.backline.events.BacklogStage.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.demo.replay.Happening.Line;
import io.backline.demo.replay.Happening.OrderPlaced;
import io.backline.demo.replay.Recount.Figures;
import io.backline.events.AllocationEvent.AllocationRevoked;
import io.backline.events.AllocationEvent.StockAllocated;
import io.backline.events.BacklogStage;
import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RecountTest {
    private static final Instant MONDAY = Instant.parse("2019-05-20T08:00:00Z");

    private final UUID id = UUID.randomUUID();
    private final Recount recount = new Recount();

    @Test
    void units_stand_in_the_gap_between_two_counters_on_each_day_of_their_own() {
        placed(new Line(1, "Echo", 3));
        allocated(day(1), 3);
        recount.told(new PickStarted(id, units(1, 2), day(2)));
        recount.told(new Packed(id, "P", units(1, 1), day(3)));
        recount.told(new Shipped(id, "S", null, null, units(1, 1), day(4)));
        recount.told(new Delivered(id, "S", day(5)));

        assertThat(recount.at(day(-1))).isEmpty();
        assertThat(recount.at(day(0))).containsOnly(figures(AWAITING_ALLOCATION, 1, 1, 3));
        assertThat(recount.at(day(1))).containsOnly(figures(READY_TO_PICK, 1, 1, 3));
        assertThat(recount.at(day(2))).containsOnly(figures(READY_TO_PICK, 1, 1, 1), figures(PICKING, 0, 1, 2));
        assertThat(recount.at(day(3)))
                .containsOnly(figures(READY_TO_PICK, 1, 1, 1), figures(PICKING, 0, 1, 1), figures(PACKED, 0, 1, 1));
        assertThat(recount.at(day(4))).contains(figures(SHIPPED, 0, 1, 1));
        assertThat(recount.at(day(5))).containsOnly(figures(READY_TO_PICK, 1, 1, 1), figures(PICKING, 0, 1, 1));
    }

    @Test
    void what_inventory_takes_back_waits_but_a_picked_unit_stays() {
        placed(new Line(1, "Echo", 3));
        allocated(day(1), 3);
        recount.told(new PickStarted(id, units(1, 1), day(2)));
        recount.decided(new AllocationRevoked(id, 1, "Echo", 3, 0, List.of(), null, null), day(3));

        assertThat(recount.at(day(3))).containsOnly(figures(BACKORDERED, 1, 1, 2), figures(PICKING, 0, 1, 1));
    }

    @Test
    void an_order_counts_once_where_its_first_units_stand_and_a_shipment_implies_the_steps_before() {
        placed(new Line(1, "Echo", 1), new Line(2, "Kindle", 2));
        allocated(day(1), 1);
        recount.told(new Shipped(id, "S", null, null, units(1, 1), day(2)));

        assertThat(recount.at(day(2))).containsOnly(figures(AWAITING_ALLOCATION, 1, 1, 2), figures(SHIPPED, 0, 1, 1));
    }

    @Test
    void what_concerns_other_orders_is_not_counted() {
        var other = UUID.randomUUID();
        recount.decided(new StockAllocated(other, 1, "Echo", 1, 1, List.of(), null, null), day(1));
        recount.told(new PickStarted(other, units(1, 1), day(1)));

        assertThat(recount.at(day(2))).isEmpty();
    }

    private void placed(Line... lines) {
        recount.placed(new OrderPlaced(MONDAY, "990001", List.of(lines), new byte[0]), id);
    }

    private void allocated(Instant at, int units) {
        recount.decided(new StockAllocated(id, 1, "Echo", units, units, List.of(), null, null), at);
    }

    private static Instant day(int number) {
        return MONDAY.plus(Duration.ofDays(number));
    }

    private static List<LineUnits> units(int line, int quantity) {
        return List.of(new LineUnits(line, quantity, null));
    }

    private static Map.Entry<BacklogStage, Figures> figures(BacklogStage stage, long orders, long lines, long units) {
        return Map.entry(stage, new Figures(orders, lines, units));
    }
}
