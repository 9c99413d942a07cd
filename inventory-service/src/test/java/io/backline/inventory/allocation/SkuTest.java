package io.backline.inventory.allocation;

import static io.backline.events.Progress.Step.PICK;
import static io.backline.events.Progress.Step.SHIP;
import static io.backline.inventory.allocation.Teapots.MONDAY;
import static io.backline.inventory.allocation.Teapots.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.AllocationEvent.AllocationRevoked;
import io.backline.events.AllocationEvent.BackorderReleased;
import io.backline.events.AllocationEvent.LineBackordered;
import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.AllocationEvent.Missing;
import io.backline.events.AllocationEvent.StockAllocated;
import io.backline.events.Priority;
import io.backline.inventory.stock.Movement.OfLine;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SkuTest {
    private final Teapots teapots = new Teapots();

    @Test
    void a_line_takes_what_is_there_and_waits_for_the_rest() {
        teapots.receive(3);

        var line = teapots.order(5);

        assertThat(teapots.results)
                .containsExactly(new LineBackordered(
                        line.orderId(), 1, "TEAPOT", 5, 3, List.of(new LocationUnits("MAIN", 3)), null, null));
        assertThat(teapots.backordered()).isEqualTo(2);
    }

    @Test
    void a_line_that_stock_covers_is_allocated() {
        teapots.receive(5);

        teapots.order(5);

        assertThat(teapots.results).singleElement().isInstanceOf(StockAllocated.class);
        assertThat(teapots.at("MAIN").available()).isZero();
    }

    @Test
    void complaint_8_a_later_order_never_gets_the_unit_of_an_earlier_one() {
        var tuesday = teapots.order(5, Priority.NORMAL, MONDAY.plus(Duration.ofDays(1)), false);
        var monday = teapots.order(2, Priority.NORMAL, MONDAY, false);

        teapots.receive(3);

        assertThat(teapots.results).extracting(LineResult::allocated).containsExactly(2, 1);
        assertThat(teapots.results)
                .extracting(LineResult::orderId)
                .containsExactly(monday.orderId(), tuesday.orderId());
        assertThat(teapots.results).allMatch(BackorderReleased.class::isInstance);
    }

    @Test
    void a_class_is_worth_14_days_of_waiting() {
        var high = teapots.order(1, Priority.HIGH, MONDAY.plus(Duration.ofDays(14)), false);
        var older = teapots.order(1, Priority.NORMAL, MONDAY.minusSeconds(1), false);

        teapots.receive(1);
        assertThat(allocated(older)).isEqualTo(1);

        teapots.receive(1);
        assertThat(allocated(high)).isEqualTo(1);
    }

    @Test
    void one_location_serves_a_line_if_one_can() {
        teapots.receive("EAST", 4, MONDAY);
        teapots.receive("MAIN", 3, MONDAY);
        teapots.receive("WEST", 4, MONDAY);

        assertThat(locations(teapots.order(4))).containsExactly(new LocationUnits("EAST", 4));
    }

    @Test
    void else_as_few_locations_as_possible_serve_it() {
        teapots.receive("EAST", 1, MONDAY);
        teapots.receive("MAIN", 5, MONDAY);
        teapots.receive("WEST", 4, MONDAY);

        assertThat(locations(teapots.order(8)))
                .containsExactly(new LocationUnits("MAIN", 5), new LocationUnits("WEST", 3));
    }

    @Test
    void a_count_below_what_is_promised_takes_back_from_the_last_in_the_queue() {
        teapots.receive(5);
        var first = teapots.order(3);
        var last = teapots.order(2);

        teapots.count(2);

        assertThat(allocated(first)).isEqualTo(2);
        assertThat(allocated(last)).isZero();
        assertThat(teapots.results)
                .allMatch(AllocationRevoked.class::isInstance)
                .hasSize(2);
    }

    @Test
    void picked_units_are_never_taken_back() {
        teapots.receive(5);
        var first = teapots.order(3);
        var last = teapots.order(2);
        teapots.pick(last, 2);

        teapots.count(0);

        assertThat(allocated(first)).isZero();
        assertThat(allocated(last)).isEqualTo(2);
        assertThat(teapots.at("MAIN").onHand()).isEqualTo(2);
    }

    @Test
    void a_revoked_line_is_served_from_elsewhere() {
        teapots.receive("EAST", 3, MONDAY);
        var line = teapots.order(3);
        teapots.receive("MAIN", 3, MONDAY);

        teapots.count("EAST", 0, MONDAY);

        assertThat(locations(line)).containsExactly(new LocationUnits("MAIN", 3));
        assertThat(teapots.results).singleElement().isInstanceOf(StockAllocated.class);
    }

    @Test
    void a_line_that_refuses_backorders_never_queues() {
        teapots.receive(1);
        var refusing = teapots.order(3, Priority.NORMAL, MONDAY, true);

        teapots.receive(5);

        assertThat(allocated(refusing)).isEqualTo(1);
        assertThat(teapots.backordered()).isZero();
    }

    @Test
    void a_refusing_line_that_loses_units_is_served_from_elsewhere_before_it_is_told_so() {
        teapots.receive("EAST", 3, MONDAY);
        var refusing = teapots.order(3, Priority.NORMAL, MONDAY, true);
        teapots.receive("MAIN", 2, MONDAY);

        teapots.count("EAST", 0, MONDAY);

        assertThat(locations(refusing)).containsExactly(new LocationUnits("MAIN", 2));
        assertThat(teapots.results).singleElement().isInstanceOf(AllocationRevoked.class);
    }

    @Test
    void cancelled_units_that_waited_leave_stock_alone() {
        teapots.receive(2);
        var line = teapots.order(5);

        teapots.cancel(line, 3);

        assertThat(allocated(line)).isEqualTo(2);
        assertThat(teapots.backordered()).isZero();
        assertThat(teapots.results).isEmpty();
    }

    @Test
    void cancelled_units_that_were_allocated_go_to_the_next_line() {
        teapots.receive(2);
        var first = teapots.order(2);
        var second = teapots.order(2);

        teapots.cancel(first, 2);

        assertThat(allocated(second)).isEqualTo(2);
        assertThat(teapots.results).extracting(LineResult::reason).containsExactly("CANCELLED", "CANCELLED");
    }

    @Test
    void a_pick_of_cancelled_units_is_undone() {
        teapots.receive(5);
        var line = teapots.order(5);
        teapots.pick(line, 5);

        teapots.cancel(line, 3);

        assertThat(teapots.at("MAIN").shelf()).isEqualTo(3);
        assertThat(teapots.at("MAIN").picked()).isEqualTo(2);
        assertThat(teapots.at("MAIN").available()).isEqualTo(3);
    }

    @Test
    void shipped_units_that_were_cancelled_are_gone_whichever_came_first() {
        teapots.receive(10);
        var shippedFirst = teapots.order(5);
        var cancelledFirst = teapots.order(5);

        teapots.ship(shippedFirst, 5);
        teapots.cancel(shippedFirst, 5);
        teapots.cancel(cancelledFirst, 5);
        teapots.ship(cancelledFirst, 5);

        assertThat(allocated(shippedFirst)).isZero();
        assertThat(allocated(cancelledFirst)).isZero();
        assertThat(teapots.at("MAIN").onHand()).isZero();
    }

    @Test
    void a_pick_of_revoked_units_takes_them_back_from_the_last_in_the_queue() {
        teapots.receive(4);
        var first = teapots.order(2);
        var last = teapots.order(2);
        teapots.count(2);
        assertThat(allocated(last)).isZero();

        teapots.pick(last, 2);

        assertThat(allocated(last)).isEqualTo(2);
        assertThat(allocated(first)).isZero();
        assertThat(teapots.results)
                .filteredOn(BackorderReleased.class::isInstance)
                .extracting(LineResult::reason)
                .containsExactly("PICKED");
    }

    @Test
    void a_short_pick_is_served_from_elsewhere_even_where_the_books_still_show_more_units_here() {
        teapots.receive("EAST", 9, MONDAY);
        teapots.receive("WEST", 2, MONDAY);
        var line = teapots.order(3);

        teapots.shortPick(line, 2, null, MONDAY);

        assertThat(teapots.line(line).progress().allocations())
                .containsExactly(new LocationUnits("EAST", 1), new LocationUnits("WEST", 2));
    }

    @Test
    void a_short_pick_is_answered_with_what_had_been_picked() {
        teapots.receive(5);
        var line = teapots.order(5);
        teapots.pick(line, 4);

        teapots.shortPick(line, 2, null, MONDAY);

        assertThat(teapots.results)
                .extracting(LineResult::missing)
                .containsExactly(new Missing(2, List.of(new LocationUnits("MAIN", 1))));
    }

    @Test
    void cancelled_units_that_were_picked_are_put_back_once() {
        teapots.receive(5);
        var line = teapots.order(5);
        teapots.pick(line, 5);
        teapots.cancel(line, 2);
        assertThat(teapots.at("MAIN").shelf()).isEqualTo(2);

        teapots.unpick(line, 2, null, MONDAY);

        assertThat(teapots.at("MAIN").shelf()).isEqualTo(2);
        assertThat(teapots.line(line).progress().picked()).isEqualTo(3);
    }

    @Test
    void a_short_pick_is_served_from_elsewhere_and_keeps_its_place() {
        teapots.receive("EAST", 3, MONDAY);
        var line = teapots.order(3);
        var later = teapots.order(2);
        teapots.shortPick(line, 2, null, MONDAY);
        assertThat(allocated(line)).isEqualTo(1);

        teapots.receive("MAIN", 3, MONDAY);

        assertThat(allocated(line)).isEqualTo(3);
        assertThat(allocated(later)).isEqualTo(1);
    }

    @Test
    void a_count_is_as_of_its_time() {
        teapots.receive("MAIN", 10, minute(0));
        var line = teapots.order(4);
        teapots.advance(line, PICK, 4, null, minute(20));

        teapots.count("MAIN", 9, minute(10));

        assertThat(teapots.at("MAIN").shelf()).isEqualTo(5);
        assertThat(teapots.at("MAIN").onHand()).isEqualTo(9);
    }

    @Test
    void a_late_receipt_from_before_the_count_adds_nothing() {
        teapots.count("MAIN", 7, minute(10));

        teapots.receive("MAIN", 3, minute(5));

        assertThat(teapots.at("MAIN").onHand()).isEqualTo(7);
    }

    @Test
    void a_late_pick_from_before_the_count_leaves_the_shelf_and_frees_stock() {
        teapots.receive("MAIN", 5, minute(0));
        var first = teapots.order(3);
        var last = teapots.order(2);
        teapots.count("MAIN", 2, minute(20));
        assertThat(allocated(last)).isZero();

        teapots.advance(first, PICK, 2, null, minute(10));

        assertThat(allocated(first)).isEqualTo(3);
        assertThat(allocated(last)).isEqualTo(1);
    }

    @Test
    void a_shipment_told_before_its_pick_is_corrected_when_the_pick_from_before_the_count_is_told() {
        teapots.receive("MAIN", 5, minute(0));
        var line = teapots.order(2);
        teapots.count("MAIN", 3, minute(20));

        teapots.advance(line, SHIP, 2, null, minute(30));
        assertThat(teapots.at("MAIN").shelf()).isEqualTo(1);
        teapots.advance(line, PICK, 2, null, minute(10));

        assertThat(teapots.at("MAIN").shelf()).isEqualTo(3);
    }

    @Test
    void a_retracted_receipt_takes_back_and_a_retracted_loss_releases() {
        teapots.receive(2);
        var line = teapots.order(2);

        teapots.retractLast();
        assertThat(allocated(line)).isZero();

        teapots.receive(2);
        teapots.adjust("MAIN", -1, MONDAY);
        assertThat(allocated(line)).isEqualTo(1);
        teapots.retractLast();
        assertThat(allocated(line)).isEqualTo(2);
    }

    @Test
    void a_retracted_count_gives_way_to_the_count_before() {
        teapots.count("MAIN", 5, minute(0));
        teapots.receive("MAIN", 3, minute(10));
        teapots.count("MAIN", 1, minute(20));
        teapots.receive("MAIN", 1, minute(30));
        assertThat(teapots.at("MAIN").shelf()).isEqualTo(2);

        teapots.retract(teapots.ledger().get(2));

        assertThat(teapots.at("MAIN").shelf()).isEqualTo(9);
    }

    @Test
    void a_shelf_below_zero_reads_zero_until_the_missing_receipt_comes() {
        var line = teapots.order(2);
        teapots.pick(line, 2);
        assertThat(teapots.at("MAIN").shelf()).isEqualTo(-2);
        assertThat(teapots.at("MAIN").onHand()).isEqualTo(2);
        assertThat(teapots.told)
                .extracting(told -> told.event().getClass().getSimpleName())
                .containsExactly("StockFeedGap", "BackorderReleased");

        teapots.receive(2);

        assertThat(teapots.at("MAIN").shelf()).isZero();
        assertThat(teapots.at("MAIN").available()).isZero();
    }

    @Test
    void a_changed_priority_reorders_the_queue_and_takes_nothing_away() {
        teapots.receive(2);
        var served = teapots.order(2);
        var waits = teapots.order(2);
        var jumps = teapots.order(2);

        teapots.reorder(jumps, MONDAY.minus(Duration.ofDays(30)));
        assertThat(allocated(served)).isEqualTo(2);
        teapots.receive(2);

        assertThat(allocated(jumps)).isEqualTo(2);
        assertThat(allocated(waits)).isZero();
    }

    @Test
    void stock_tells_when_it_runs_out_and_when_it_comes_back() {
        teapots.receive(2);
        assertThat(events()).containsExactly("Restocked");

        teapots.order(2);
        assertThat(events()).containsExactly("StockedOut", "StockAllocated");

        teapots.order(1);
        teapots.receive(1);
        assertThat(events()).containsExactly("Restocked", "StockedOut", "BackorderReleased");
    }

    @Test
    void a_consequence_happens_at_the_latest_of_its_causes() {
        teapots.order(2, Priority.NORMAL, minute(30), false);

        teapots.receive("MAIN", 1, minute(10));
        assertThat(teapots.told.getLast().at()).isEqualTo(minute(30));

        teapots.receive("MAIN", 1, minute(40));
        assertThat(teapots.told.getLast().at()).isEqualTo(minute(40));
    }

    private List<String> events() {
        return teapots.told.stream()
                .map(told -> told.event().getClass().getSimpleName())
                .toList();
    }

    private int allocated(OfLine line) {
        return teapots.line(line).progress().allocated();
    }

    private List<LocationUnits> locations(OfLine line) {
        return teapots.line(line).progress().allocations();
    }
}
