package io.backline.order.order;

import static io.backline.events.BacklogStage.AWAITING_ALLOCATION;
import static io.backline.events.BacklogStage.BACKORDERED;
import static io.backline.events.BacklogStage.CANCELLED;
import static io.backline.events.BacklogStage.DELIVERED;
import static io.backline.events.BacklogStage.ON_HOLD;
import static io.backline.events.BacklogStage.PACKED;
import static io.backline.events.BacklogStage.PICKING;
import static io.backline.events.BacklogStage.READY_TO_PICK;
import static io.backline.events.BacklogStage.SHIPPED;
import static io.backline.events.BackorderArrangement.REFUSE;
import static io.backline.order.order.AnOrder.MONDAY;
import static io.backline.order.order.Shipment.State.DELIVERY_FAILED;
import static io.backline.order.order.Shipment.State.IN_TRANSIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.backline.events.AllocationEvent.AllocationRevoked;
import io.backline.events.AllocationEvent.LineBackordered;
import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.AllocationEvent.Missing;
import io.backline.events.BacklogStage;
import io.backline.events.HoldKind;
import io.backline.events.OrderEvent;
import io.backline.events.OrderEvent.CancelledUnits;
import io.backline.events.OrderEvent.HoldReleased;
import io.backline.events.OrderEvent.LineStand;
import io.backline.events.OrderEvent.LinesCancelled;
import io.backline.events.OrderEvent.OrderBackordered;
import io.backline.events.OrderEvent.OrderClosed;
import io.backline.events.OrderEvent.OrderHeld;
import io.backline.events.OrderEvent.OrderReadyToPick;
import io.backline.events.OrderEvent.OrderStageChanged;
import io.backline.events.OrderEvent.PickableUnits;
import io.backline.events.OrderEvent.UnitsInStage;
import io.backline.events.OrderEvent.WaitingUnits;
import io.backline.events.WarehouseFulfilmentEvent;
import io.backline.events.WarehouseFulfilmentEvent.Delivered;
import io.backline.events.WarehouseFulfilmentEvent.DeliveryFailed;
import io.backline.events.WarehouseFulfilmentEvent.LineUnits;
import io.backline.events.WarehouseFulfilmentEvent.Packed;
import io.backline.events.WarehouseFulfilmentEvent.PickStarted;
import io.backline.events.WarehouseFulfilmentEvent.Returned;
import io.backline.events.WarehouseFulfilmentEvent.Shipped;
import io.backline.events.WarehouseFulfilmentEvent.ShortPicked;
import io.backline.events.WarehouseFulfilmentEvent.Unpicked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OrderTest {
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));

    private final Order order = AnOrder.of(5).placed();

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class Answered {
        @Test
        void a_new_order_awaits_its_allocation() {
            assertThat(order.stage()).isEqualTo(AWAITING_ALLOCATION);
            assertThat(unitsOf(order)).isEqualTo(Map.of(AWAITING_ALLOCATION, 5));
            assertThat(line(order).units().backordered()).isZero();
        }

        @Test
        void what_is_there_is_ready_to_pick_and_the_rest_waits() {
            var told = answer(order, 3);

            assertThat(told)
                    .containsExactly(
                            backordered(order, 2),
                            readyToPick(order, 1, 3),
                            new OrderStageChanged(
                                    order.orderId(),
                                    AWAITING_ALLOCATION,
                                    BACKORDERED,
                                    Map.of(BACKORDERED, 2L, READY_TO_PICK, 3L),
                                    order.version(),
                                    List.of(new LineStand(
                                            1,
                                            TUESDAY,
                                            List.of(
                                                    new UnitsInStage(BACKORDERED, null, 2),
                                                    new UnitsInStage(READY_TO_PICK, "MAIN", 3))))));
            assertThat(unitsOf(order)).isEqualTo(Map.of(BACKORDERED, 2, READY_TO_PICK, 3));
        }

        @Test
        void a_release_says_that_nothing_waits_any_more() {
            answer(order, 0);

            assertThat(answer(order, 5))
                    .contains(
                            new OrderBackordered(order.orderId(), "web", "A-1", "ada", List.of()),
                            readyToPick(order, 1, 5));
            assertThat(order.stage()).isEqualTo(READY_TO_PICK);
        }

        @Test
        void a_revoke_takes_back_what_is_not_picked_and_tells_the_warehouse() {
            answer(order, 5);
            hear(order, picked(2));

            var told = answer(order, 0);

            assertThat(line(order).units().allocated()).isEqualTo(2);
            assertThat(told).contains(backordered(order, 3), new OrderReadyToPick(order.orderId(), 2, List.of()));
        }

        @Test
        void the_same_answer_twice_tells_nothing_new() {
            answer(order, 3);

            assertThat(answer(order, 3)).isEmpty();
        }

        @Test
        void many_lines_answered_at_one_moment_are_told_once() {
            var twoLines = AnOrder.of(1).with("CUP", 1).placed();

            twoLines.answer(result(twoLines, 1, 1));
            twoLines.answer(result(twoLines, 2, 1));

            assertThat(twoLines.moveOn(TUESDAY))
                    .hasSize(2)
                    .first()
                    .isInstanceOfSatisfying(OrderReadyToPick.class, ready -> assertThat(ready.lines())
                            .hasSize(2));
        }

        @Test
        void a_line_that_may_not_wait_loses_what_it_does_not_have() {
            var impatient = AnOrder.of(1).with("CUP", 5, REFUSE).placed();

            assertThat(impatient.answer(result(impatient, 2, 3)))
                    .containsExactly(
                            new LinesCancelled(impatient.orderId(), "STOCK_OUT", List.of(new CancelledUnits(2, 2))));
            impatient.moveOn(TUESDAY);
            assertThat(impatient.answer(result(impatient, 2, 1)))
                    .containsExactly(
                            new LinesCancelled(impatient.orderId(), "STOCK_OUT", List.of(new CancelledUnits(2, 2))));
        }

        @Test
        void an_order_refused_as_a_whole_is_cancelled_and_closed() {
            var impatient = new AnOrder().with("CUP", 5, REFUSE).placed();

            impatient.answer(result(impatient, 1, 0));

            assertThat(impatient.moveOn(TUESDAY)).contains(new OrderClosed(impatient.orderId(), CANCELLED));
        }

        @Test
        void a_result_that_does_not_add_up_is_refused() {
            assertThatThrownBy(() -> order.answer(new LineBackordered(
                            order.orderId(), 1, "TEAPOT", 5, 3, List.of(new LocationUnits("MAIN", 2)), null, null)))
                    .isInstanceOf(Contradiction.class);
            assertThatThrownBy(() -> order.answer(result(order, 7, 1))).hasMessage("the order has no line 7");
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class Cancelled {
        @Test
        void waiting_units_go_first() {
            answer(order, 3);

            cancel(order, 3);

            assertThat(line(order).units().allocated()).isEqualTo(2);
            assertThat(line(order).units().backordered()).isZero();
        }

        @Test
        void picked_units_stay() {
            answer(order, 5);
            hear(order, picked(2));

            assertThat(order.cancellable()).isEqualTo(Map.of(1, 3));
            assertThatThrownBy(() -> order.cancel(new TreeMap<>(Map.of(1, 4)), "late"))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void a_release_that_crosses_a_cancellation_gives_no_more_than_is_wanted() {
            answer(order, 2);
            cancel(order, 3);

            answer(order, 5);

            assertThat(line(order).units().allocated()).isEqualTo(2);
            assertThat(line(order).units().backordered()).isZero();
        }

        @Test
        void a_revoke_and_a_cancellation_end_alike_in_either_order() {
            var revokedFirst = AnOrder.of(5).placed();
            answer(revokedFirst, 5);
            answer(revokedFirst, 3);
            cancel(revokedFirst, 1);

            var cancelledFirst = AnOrder.of(5).placed();
            answer(cancelledFirst, 5);
            cancel(cancelledFirst, 1);
            answer(cancelledFirst, 3);

            assertThat(line(revokedFirst).units())
                    .isEqualTo(line(cancelledFirst).units());
        }

        @Test
        void an_order_cancelled_as_a_whole_is_closed_and_nothing_is_to_be_picked() {
            answer(order, 5);

            assertThat(cancel(order, 5))
                    .contains(
                            new OrderReadyToPick(order.orderId(), 2, List.of()),
                            new OrderClosed(order.orderId(), CANCELLED));
        }

        @Test
        void shipped_in_part_and_the_rest_cancelled_is_closed() {
            answer(order, 2);
            hear(order, shipped("S1", 2));

            assertThat(cancel(order, 3)).contains(new OrderClosed(order.orderId(), SHIPPED));

            hear(order, delivered("S1"));
            assertThat(order.stage()).isEqualTo(DELIVERED);
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class Fulfilled {
        @Test
        void units_pass_all_stages_and_the_warehouse_is_not_told_what_it_does() {
            answer(order, 5);

            var told = List.of(
                    hear(order, picked(5)),
                    hear(order, packed(4)),
                    hear(order, shipped("S1", 3)),
                    hear(order, delivered("S1")));

            assertThat(unitsOf(order)).isEqualTo(Map.of(PICKING, 1, PACKED, 1, DELIVERED, 3));
            assertThat(told).allSatisfy(events -> assertThat(events).noneMatch(OrderReadyToPick.class::isInstance));
        }

        @Test
        void shipped_before_packed_and_picked_ends_like_the_right_order() {
            answer(order, 5);

            hear(order, shipped("S1", 5));
            hear(order, packed(5));
            hear(order, picked(5));

            assertThat(unitsOf(order)).isEqualTo(Map.of(SHIPPED, 5));
        }

        @Test
        void a_delivery_told_before_its_shipment_is_kept() {
            answer(order, 5);

            hear(order, delivered("S1"));
            assertThat(order.stage()).isEqualTo(READY_TO_PICK);

            hear(order, shipped("S1", 5));
            assertThat(order.stage()).isEqualTo(DELIVERED);
        }

        @Test
        void a_delivery_delivers_its_own_shipment_only_and_only_once() {
            answer(order, 5);
            hear(order, shipped("S1", 2));
            hear(order, shipped("S2", 3));

            hear(order, delivered("S1"));
            hear(order, delivered("S1"));

            assertThat(unitsOf(order)).isEqualTo(Map.of(SHIPPED, 3, DELIVERED, 2));
        }

        @Test
        void a_failed_delivery_stays_in_transit_and_may_still_arrive() {
            answer(order, 5);
            hear(order, shipped("S1", 5));

            hear(order, new DeliveryFailed(order.orderId(), "S1", "nobody at home", TUESDAY));
            assertThat(order.stage()).isEqualTo(SHIPPED);
            assertThat(order.shipments()).extracting(Shipment::state).containsExactly(DELIVERY_FAILED);

            hear(order, delivered("S1"));
            assertThat(order.stage()).isEqualTo(DELIVERED);
        }

        @Test
        void a_failed_delivery_told_before_its_shipment_is_kept_and_the_last_one_counts() {
            answer(order, 5);

            hear(order, new DeliveryFailed(order.orderId(), "S1", null, TUESDAY));
            hear(order, new DeliveryFailed(order.orderId(), "S1", null, MONDAY));
            hear(order, shipped("S1", 5));

            assertThat(order.stage()).isEqualTo(SHIPPED);
            assertThat(order.shipments()).containsExactly(new Shipment("S1", Map.of(1, 5), null, TUESDAY));
        }

        @Test
        void what_each_fact_changed_can_be_asked_once() {
            answer(order, 3);
            order.effects();

            hear(order, shipped("S1", 2));

            assertThat(order.effects())
                    .containsExactlyInAnyOrder(
                            new Effect(1, "picked", 0, 2),
                            new Effect(1, "packed", 0, 2),
                            new Effect(1, "shipped", 0, 2),
                            new Effect(null, "shipment S1", null, IN_TRANSIT));
            assertThat(order.effects()).isEmpty();
        }

        @Test
        void a_pick_of_revoked_units_takes_them_back() {
            answer(order, 5);
            answer(order, 2);

            hear(order, picked(5));

            assertThat(line(order).units().allocated()).isEqualTo(5);
            assertThat(line(order).units().backordered()).isZero();
        }

        @Test
        void a_pick_elsewhere_tells_the_warehouse_what_is_left_here() {
            answer(order, 5);

            order.hear(new PickStarted(order.orderId(), List.of(new LineUnits(1, 3, "EAST")), TUESDAY));

            assertThat(order.moveOn(TUESDAY)).contains(readyToPick(order, 2, 2));
        }

        @Test
        void a_pick_of_cancelled_units_is_set_aside() {
            answer(order, 5);
            cancel(order, 3);

            assertThat(order.hear(picked(5))).containsExactly(new UnitsSetAside(1, 3, "not wanted"));
            assertThat(line(order).units().picked()).isEqualTo(2);
        }

        @Test
        void a_shipment_of_cancelled_units_leaves_the_counters() {
            answer(order, 5);
            cancel(order, 3);

            assertThat(order.hear(shipped("S1", 5))).containsExactly(new UnitsSetAside(1, 3, "not wanted"));
            hear(order, delivered("S1"));

            assertThat(unitsOf(order)).isEqualTo(Map.of(DELIVERED, 2, BacklogStage.CANCELLED, 3));
        }

        @Test
        void more_than_ordered_is_refused_as_a_whole() {
            var twoLines = AnOrder.of(5).with("CUP", 1).placed();

            assertThatThrownBy(() -> twoLines.hear(new PickStarted(
                            twoLines.orderId(),
                            List.of(new LineUnits(1, 5, null), new LineUnits(2, 2, null)),
                            TUESDAY)))
                    .isInstanceOf(Contradiction.class)
                    .hasMessageContaining("2 units of line 2, of which 1 were ordered");
            assertThat(line(twoLines).units().picked()).isZero();
        }

        @Test
        void more_than_ordered_is_refused_when_one_event_says_it_in_two_parts() {
            assertThatThrownBy(() -> order.hear(new PickStarted(
                            order.orderId(), List.of(new LineUnits(1, 3, null), new LineUnits(1, 3, "EAST")), TUESDAY)))
                    .isInstanceOf(Contradiction.class);
        }

        @Test
        void what_a_short_pick_takes_away_is_for_inventory_to_say() {
            answer(order, 5);
            hear(order, picked(4));

            assertThat(hear(order, shortPicked(2))).isEmpty();
            answerTo(order, 2, 3, 1);

            assertThat(unitsOf(order)).isEqualTo(Map.of(BACKORDERED, 2, PICKING, 3));
        }

        @Test
        void the_answer_to_a_short_pick_may_come_before_it() {
            answer(order, 5);
            hear(order, picked(4));

            answerTo(order, 2, 3, 1);
            hear(order, shortPicked(2));

            assertThat(unitsOf(order)).isEqualTo(Map.of(BACKORDERED, 2, PICKING, 3));
        }

        @Test
        void the_answer_to_a_short_pick_may_come_before_the_pick() {
            answer(order, 5);

            answerTo(order, 2, 3, 1);
            hear(order, picked(4));
            hear(order, shortPicked(2));

            assertThat(unitsOf(order)).isEqualTo(Map.of(BACKORDERED, 2, PICKING, 3));
        }

        @Test
        void a_line_that_may_not_wait_loses_missing_units_whoever_is_heard_first() {
            var impatient = new AnOrder().with("CUP", 5, REFUSE).placed();
            impatient.answer(result(impatient, 1, 5));
            impatient.hear(pickedOf(impatient, 5));

            impatient.answer(result(impatient, 1, 2, new Missing(3, List.of(new LocationUnits("MAIN", 3)))));

            assertThat(impatient.miss(new ShortPicked(impatient.orderId(), 1, null, 3, TUESDAY)))
                    .containsExactly(
                            new LinesCancelled(impatient.orderId(), "STOCK_OUT", List.of(new CancelledUnits(1, 3))));
        }

        @Test
        void a_pick_without_location_adds_nothing_to_what_inventory_gives_elsewhere() {
            hear(order, picked(3));

            order.answer(new LineBackordered(
                    order.orderId(), 1, "TEAPOT", 5, 4, List.of(new LocationUnits("EAST", 4)), null, null));

            assertThat(line(order).units().allocated()).isEqualTo(4);
        }

        @Test
        void what_is_picked_again_for_missing_units_counts_even_before_inventory_has_answered() {
            answer(order, 5);
            hear(order, picked(5));
            hear(order, shortPicked(2));

            hear(order, picked(2));
            answerTo(order, 2, 5, 2);

            assertThat(unitsOf(order)).isEqualTo(Map.of(PICKING, 5));
        }

        @Test
        void cancelled_units_that_were_picked_go_back_without_taking_wanted_ones_along() {
            answer(order, 5);
            cancel(order, 2);
            hear(order, picked(5));

            hear(order, new Unpicked(order.orderId(), List.of(new LineUnits(1, 2, null)), TUESDAY));

            assertThat(unitsOf(order)).isEqualTo(Map.of(PICKING, 3, BacklogStage.CANCELLED, 2));
        }

        @Test
        void unpicked_units_are_to_be_picked_again() {
            answer(order, 5);
            hear(order, picked(5));

            var told = hear(order, new Unpicked(order.orderId(), List.of(new LineUnits(1, 2, null)), TUESDAY));

            assertThat(told).contains(readyToPick(order, 2, 2));
            assertThat(unitsOf(order)).isEqualTo(Map.of(READY_TO_PICK, 2, PICKING, 3));
        }

        @Test
        void returned_units_stand_beside_the_stages() {
            answer(order, 5);
            hear(order, shipped("S1", 5));
            hear(order, delivered("S1"));

            hear(order, new Returned(order.orderId(), List.of(new LineUnits(1, 2, null)), TUESDAY));

            assertThat(line(order).units().returned()).isEqualTo(2);
            assertThat(unitsOf(order)).isEqualTo(Map.of(DELIVERED, 5));
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class Held {
        private final Hold fraud =
                new Hold(UUID.randomUUID(), HoldKind.FRAUD, "unusual address", MONDAY, "checker", null);

        @Test
        void a_hold_stops_picking_and_keeps_the_allocation() {
            answer(order, 3);

            order.hold(fraud);

            assertThat(order.moveOn(TUESDAY)).contains(new OrderReadyToPick(order.orderId(), 2, List.of()));
            assertThat(unitsOf(order, true)).isEqualTo(Map.of(ON_HOLD, 5));
            assertThat(line(order).units().allocated()).isEqualTo(3);
            assertThat(line(order).units().backordered()).isEqualTo(2);
        }

        @Test
        void the_last_hold_lifted_lets_it_go_on() {
            var payment = new Hold(UUID.randomUUID(), HoldKind.PAYMENT, "no money yet", MONDAY, null, null);
            answer(order, 5);
            order.hold(fraud);
            order.hold(payment);
            order.moveOn(TUESDAY);

            order.lift(new Lift(fraud.holdId(), TUESDAY, "checker", "known since 2019"));
            assertThat(order.moveOn(TUESDAY)).isEmpty();
            order.lift(new Lift(payment.holdId(), TUESDAY, null, null));

            assertThat(order.moveOn(TUESDAY)).contains(readyToPick(order, 3, 5));
            assertThat(order.stage()).isEqualTo(READY_TO_PICK);
        }

        @Test
        void who_sets_and_lifts_a_hold_and_why_is_told() {
            assertThat(order.hold(fraud))
                    .containsExactly(new OrderHeld(
                            order.orderId(), fraud.holdId(), HoldKind.FRAUD, "unusual address", "checker", null));

            assertThat(order.lift(new Lift(fraud.holdId(), TUESDAY, "boss", "it is my aunt")))
                    .containsExactly(
                            new HoldReleased(order.orderId(), fraud.holdId(), HoldKind.FRAUD, "boss", "it is my aunt"));
        }

        @Test
        void holds_are_over_when_their_date_has_come_and_not_before() {
            var later = new Hold(UUID.randomUUID(), HoldKind.DATE, "away", MONDAY, null, TUESDAY.plusSeconds(1));
            var sooner = new Hold(UUID.randomUUID(), HoldKind.DATE, "away", MONDAY, null, TUESDAY);
            order.hold(fraud);
            order.hold(later);
            order.hold(sooner);

            assertThat(order.due(TUESDAY.minusNanos(1))).isEmpty();
            assertThat(order.due(TUESDAY)).containsExactly(new Lift(sooner.holdId(), TUESDAY, null, "date reached"));
            assertThat(order.due(TUESDAY.plusSeconds(1)))
                    .extracting(Lift::holdId)
                    .containsExactly(sooner.holdId(), later.holdId());
        }

        @Test
        void an_order_that_ships_complete_is_not_picked_until_it_is() {
            var complete = AnOrder.of(5).with("CUP", 1).shippedComplete().placed();

            complete.answer(result(complete, 1, 5));
            complete.answer(result(complete, 2, 0));
            assertThat(complete.moveOn(TUESDAY)).noneMatch(OrderReadyToPick.class::isInstance);

            complete.answer(result(complete, 2, 1));
            assertThat(complete.moveOn(TUESDAY))
                    .anyMatch(event -> event instanceof OrderReadyToPick ready
                            && ready.lines().size() == 2);
        }
    }

    @Nested
    @DisplayNameGeneration(ReplaceUnderscores.class)
    class Visited {
        @Test
        void units_leave_a_stage_first_in_first_out() {
            answer(order, 2, MONDAY.plusSeconds(60));
            answer(order, 5, MONDAY.plusSeconds(120));
            hear(order, picked(3));

            assertThat(line(order).visits().open())
                    .extracting(Visit::stage, Visit::units, Visit::enteredAt)
                    .containsExactlyInAnyOrder(
                            tuple(READY_TO_PICK, 2, MONDAY.plusSeconds(120)), tuple(PICKING, 3, TUESDAY));
        }

        @Test
        void time_never_runs_backwards_within_a_line() {
            answer(order, 5, TUESDAY);

            order.hear(picked(5));
            order.moveOn(MONDAY);

            assertThat(line(order).visits().open()).extracting(Visit::enteredAt).containsExactly(TUESDAY);
        }

        @Test
        void every_unit_is_in_exactly_one_open_visit() {
            answer(order, 3);
            cancel(order, 1);
            hear(order, shipped("S1", 2));

            assertThat(line(order).visits().open()).extracting(Visit::units).satisfies(units -> assertThat(
                            units.stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(5));
        }
    }

    private static Line line(Order order) {
        return order.lines().iterator().next();
    }

    private static Map<BacklogStage, Integer> unitsOf(Order order) {
        return unitsOf(order, false);
    }

    private static Map<BacklogStage, Integer> unitsOf(Order order, boolean held) {
        return line(order).units().byStage(held);
    }

    private static List<OrderEvent> answer(Order order, int allocated) {
        return answer(order, allocated, TUESDAY);
    }

    private static List<OrderEvent> answer(Order order, int allocated, Instant at) {
        order.answer(result(order, 1, allocated));
        return order.moveOn(at);
    }

    private static AllocationRevoked result(Order order, int line, int allocated) {
        return result(order, line, allocated, null);
    }

    private static AllocationRevoked result(Order order, int line, int allocated, @Nullable Missing missing) {
        var locations = allocated == 0 ? List.<LocationUnits>of() : List.of(new LocationUnits("MAIN", allocated));
        return new AllocationRevoked(order.orderId(), line, "TEAPOT", 5, allocated, locations, null, missing);
    }

    /** What inventory says to a short pick, of which some units had been picked. */
    private static void answerTo(Order order, int missing, int allocated, int picked) {
        order.answer(result(order, 1, allocated, new Missing(missing, List.of(new LocationUnits("MAIN", picked)))));
        order.moveOn(TUESDAY);
    }

    private static List<OrderEvent> cancel(Order order, int quantity) {
        order.cancel(new TreeMap<>(Map.of(1, quantity)), "customer");
        return order.moveOn(TUESDAY);
    }

    private static List<OrderEvent> hear(Order order, WarehouseFulfilmentEvent fact) {
        order.hear(fact);
        if (fact instanceof ShortPicked missed) {
            order.miss(missed);
        }
        return order.moveOn(TUESDAY);
    }

    private PickStarted picked(int quantity) {
        return pickedOf(order, quantity);
    }

    private static PickStarted pickedOf(Order order, int quantity) {
        return new PickStarted(order.orderId(), List.of(new LineUnits(1, quantity, null)), TUESDAY);
    }

    private ShortPicked shortPicked(int missing) {
        return new ShortPicked(order.orderId(), 1, null, missing, TUESDAY);
    }

    private Packed packed(int quantity) {
        return new Packed(order.orderId(), "P1", List.of(new LineUnits(1, quantity, null)), TUESDAY);
    }

    private Shipped shipped(String shipmentId, int quantity) {
        return new Shipped(order.orderId(), shipmentId, null, null, List.of(new LineUnits(1, quantity, null)), TUESDAY);
    }

    private Delivered delivered(String shipmentId) {
        return new Delivered(order.orderId(), shipmentId, TUESDAY);
    }

    private static OrderBackordered backordered(Order order, int units) {
        return new OrderBackordered(
                order.orderId(), "web", "A-1", "ada", List.of(new WaitingUnits(1, "TEAPOT", units)));
    }

    private static OrderReadyToPick readyToPick(Order order, int revision, int units) {
        return new OrderReadyToPick(order.orderId(), revision, List.of(new PickableUnits(1, "TEAPOT", "MAIN", units)));
    }
}
