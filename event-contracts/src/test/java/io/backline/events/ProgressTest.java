package io.backline.events;

import static io.backline.events.Progress.Step.PACK;
import static io.backline.events.Progress.Step.PICK;
import static io.backline.events.Progress.Step.SHIP;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.Progress.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProgressTest {
    private final Progress five = allocated("MAIN", 5);

    @Test
    void units_pass_from_step_to_step() {
        var packed = five.advance(PICK, 3, null, 5).advance(PACK, 2, null, 5);

        assertThat(packed.allocated()).isEqualTo(5);
        assertThat(packed.picked()).isEqualTo(3);
        assertThat(packed.packed()).isEqualTo(2);
        assertThat(packed.shipped()).isZero();
    }

    @Test
    void a_shipment_implies_picking_and_packing_and_the_late_events_add_nothing() {
        var shipped = five.advance(SHIP, 5, null, 5);
        assertThat(shipped.picked()).isEqualTo(5);
        assertThat(shipped.packed()).isEqualTo(5);

        var late = shipped.advance(PACK, 5, null, 5).advance(PICK, 5, null, 5);

        assertThat(late.picked()).isEqualTo(5);
        assertThat(late.packed()).isEqualTo(5);
        assertThat(late.told(PICK)).isEqualTo(5);
    }

    @Test
    void without_location_the_one_with_most_units_comes_first_and_ties_go_by_name() {
        var line = allocated("EAST", 2, "MAIN", 3).advance(PICK, 4, null, 5);
        assertThat(line.at("MAIN").picked()).isEqualTo(3);
        assertThat(line.at("EAST").picked()).isEqualTo(1);

        var tie = allocated("WEST", 2, "EAST", 2).advance(PICK, 1, null, 4);
        assertThat(tie.at("EAST").picked()).isEqualTo(1);
    }

    @Test
    void a_pick_of_revoked_units_takes_them_back() {
        var line = allocated("MAIN", 2).advance(PICK, 5, null, 5);

        assertThat(line.allocated()).isEqualTo(5);
        assertThat(line.picked()).isEqualTo(5);
    }

    @Test
    void a_pick_elsewhere_frees_what_was_allocated_here() {
        var line = five.advance(PICK, 3, "EAST", 5);

        assertThat(line.at("EAST").allocated()).isEqualTo(3);
        assertThat(line.at("MAIN").allocated()).isEqualTo(2);
    }

    @Test
    void units_that_nobody_wants_any_more_are_not_counted() {
        assertThat(five.excess(PICK, 5, 2)).isEqualTo(3);

        assertThat(five.within(2).advance(PICK, 5, null, 2).picked()).isEqualTo(2);
    }

    @Test
    void a_cancellation_takes_unpicked_units_where_fewest_stand_then_by_name_from_the_last() {
        var line = allocated("EAST", 2, "MAIN", 3, "WEST", 2).within(5);
        assertThat(line.allocations()).containsExactly(new LocationUnits("EAST", 2), new LocationUnits("MAIN", 3));
    }

    @Test
    void a_result_never_falls_below_what_is_picked() {
        var line = five.advance(PICK, 3, null, 5).allocated(List.of(new LocationUnits("MAIN", 1)), 5);

        assertThat(line.allocated()).isEqualTo(3);
    }

    @Test
    void missing_units_are_those_not_picked_then_picked_ones_but_never_packed_ones() {
        var line = five.advance(PICK, 4, null, 5).advance(PACK, 3, null, 5);

        assertThat(line.missing(1, null).picked()).isEqualTo(4);
        assertThat(line.missing(2, null).picked()).isEqualTo(3);
        assertThat(line.missing(5, null).allocated()).isEqualTo(3);
        assertThat(line.missing(5, null).picked()).isEqualTo(3);
    }

    @Test
    void who_is_told_what_was_missing_ends_like_who_said_it() {
        var decided = five.advance(PICK, 4, null, 5).missing(3, null);

        var told = five.advance(PICK, 4, null, 5).missingPicked(decided.missingPicked(), decided.missing());

        assertThat(decided.picked()).isEqualTo(2);
        assertThat(told.picked()).isEqualTo(2);
        assertThat(told.missingPicked(decided.missingPicked(), decided.missing()))
                .isEqualTo(told);
    }

    @Test
    void units_told_picked_that_nobody_wants_go_back_first_whether_they_were_cancelled_before_or_after() {
        var cancelledFirst = five.cancel(3).advance(PICK, 5, null, 3);
        var pickedFirst = five.advance(PICK, 5, null, 5).cancel(3);
        assertThat(cancelledFirst).isEqualTo(pickedFirst);
        assertThat(pickedFirst.unwanted()).isEqualTo(2);

        var back = pickedFirst.unpick(2, null);

        assertThat(back.picked()).isEqualTo(3);
        assertThat(back.unpick(1, null).picked()).isEqualTo(2);
    }

    @Test
    void unwanted_units_that_were_shipped_all_the_same_cannot_go_back() {
        var shipped = five.cancel(3).advance(PICK, 5, null, 3).advance(SHIP, 5, null, 3);
        assertThat(shipped.unwanted()).isZero();

        var pickToldLate = five.cancel(3).advance(SHIP, 5, null, 3).advance(PICK, 5, null, 3);
        assertThat(pickToldLate.unwanted()).isZero();
        assertThat(pickToldLate.unpickable()).isZero();
    }

    @Test
    void unpicked_units_can_be_picked_again_but_packed_ones_stay() {
        var line = five.advance(PICK, 5, null, 5).advance(PACK, 2, null, 5).unpick(5, null);

        assertThat(line.picked()).isEqualTo(2);
        assertThat(line.advance(PICK, 3, null, 5).picked()).isEqualTo(5);
    }

    @Test
    void a_shipment_that_names_its_location_was_picked_there_whatever_was_allocated_when_it_came() {
        for (var allocated : List.of(allocated("EAST", 1), allocated("EAST", 1, "MAIN", 2), allocated("MAIN", 2))) {
            var told = allocated
                    .advance(SHIP, 1, "EAST", 3)
                    .advance(PACK, 1, "EAST", 3)
                    .advance(PICK, 1, "EAST", 3)
                    .allocated(List.of(new LocationUnits("EAST", 1), new LocationUnits("MAIN", 2)), 3);

            assertThat(told.at("EAST").shipped()).isEqualTo(1);
            assertThat(told.picked()).isEqualTo(1);
            assertThat(told.at("MAIN").unpicked()).isEqualTo(2);
        }
    }

    @Test
    void packing_at_another_location_moves_the_units_picked_elsewhere() {
        var line = allocated("EAST", 2, "MAIN", 3).advance(PICK, 5, null, 5).advance(PACK, 5, "MAIN", 5);

        assertThat(line.packed()).isEqualTo(5);
        assertThat(line.picked()).isEqualTo(5);
        assertThat(line.allocated()).isEqualTo(5);
    }

    @Test
    void every_order_of_the_same_events_ends_alike() {
        var seed = Long.getLong("seed", System.nanoTime());
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++) {
            var line = allocated("EAST", 1 + random.nextInt(4), "MAIN", 1 + random.nextInt(4));
            var ordered = line.allocated();
            var tellings = new ArrayList<Step>();
            for (var unit = 0; unit < ordered; unit++) {
                tellings.addAll(List.of(Step.values()));
            }
            Collections.shuffle(tellings, random);
            for (var step : tellings) {
                line = line.advance(
                        step, 1, random.nextBoolean() ? null : random.nextBoolean() ? "EAST" : "WEST", ordered);
                assertThat(line.picked()).as("seed %d", seed).isLessThanOrEqualTo(line.allocated());
                assertThat(line.allocated()).as("seed %d", seed).isEqualTo(ordered);
            }
            assertThat(line.shipped()).as("seed %d", seed).isEqualTo(ordered);
        }
    }

    private static Progress allocated(Object... locationsAndUnits) {
        var result = new ArrayList<LocationUnits>();
        for (var i = 0; i < locationsAndUnits.length; i += 2) {
            result.add(new LocationUnits((String) locationsAndUnits[i], (int) locationsAndUnits[i + 1]));
        }
        return Progress.NONE.allocated(result, Integer.MAX_VALUE);
    }
}
