package io.backline.notification.notice;

import static io.backline.notification.notice.NoticeKind.BACKORDERED;
import static io.backline.notification.notice.NoticeKind.RELEASED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.backline.events.OrderEvent.CancelledUnits;
import io.backline.events.OrderEvent.WaitingUnits;
import io.backline.messaging.Refused;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WaitingOrderTest {
    private final WaitingOrder order = new WaitingOrder(UUID.randomUUID(), "customer-7", List.of());

    @Test
    void waiting_units_are_news_once() {
        order.waits(List.of(units(1, 2), units(3, 5)));

        assertThat(order.news()).hasValue(new News(BACKORDERED, List.of(line(1, 2), line(3, 5)), List.of()));

        order.told();
        assertThat(order.news()).isEmpty();
        order.waits(List.of(units(1, 2), units(3, 5)));
        assertThat(order.news()).isEmpty();
    }

    @Test
    void units_that_wait_no_more_are_released() {
        told(units(1, 2), units(3, 5));

        order.waits(List.of(units(3, 1)));

        assertThat(order.news()).hasValue(new News(RELEASED, List.of(line(3, 1)), List.of(line(1, 2), line(3, 4))));
    }

    @Test
    void bad_news_and_good_news_go_into_one_notice() {
        told(units(1, 2));

        order.waits(List.of(units(2, 4)));

        assertThat(order.news()).hasValue(new News(BACKORDERED, List.of(line(2, 4)), List.of(line(1, 2))));
    }

    @Test
    void changes_that_cancel_out_are_no_news() {
        order.waits(List.of(units(1, 2)));
        order.waits(List.of());
        assertThat(order.news()).isEmpty();

        told(units(1, 2));
        order.waits(List.of());
        order.waits(List.of(units(1, 2)));
        assertThat(order.news()).isEmpty();
    }

    @Test
    void cancelled_units_are_not_released() {
        told(units(1, 5));

        order.cancelled(List.of(new CancelledUnits(1, 3)));
        order.waits(List.of(units(1, 2)));

        assertThat(order.news()).isEmpty();
    }

    @Test
    void cancelling_all_that_waits_leaves_nothing_to_say() {
        order.waits(List.of(units(1, 5)));

        order.cancelled(List.of(new CancelledUnits(1, 9)));
        order.waits(List.of());

        assertThat(order.news()).isEmpty();
        assertThat(order.lines()).isEmpty();
    }

    @Test
    void a_cancellation_takes_the_units_first_that_the_customer_does_not_know_of() {
        told(units(1, 2));
        order.waits(List.of(units(1, 5)));

        order.cancelled(List.of(new CancelledUnits(1, 4)));

        assertThat(order.lines()).containsExactly(new WaitingOrder.Line(1, "SKU-1", 1, 1));
        assertThat(order.news()).isEmpty();
    }

    @Test
    void what_was_released_before_the_cancellation_is_still_told() {
        told(units(1, 5));
        order.waits(List.of(units(1, 2)));

        order.cancelled(List.of(new CancelledUnits(1, 2)));

        assertThat(order.news()).hasValue(new News(RELEASED, List.of(), List.of(line(1, 3))));
    }

    @Test
    void cancelling_what_never_waited_changes_nothing() {
        told(units(1, 2));

        order.cancelled(List.of(new CancelledUnits(7, 1)));

        assertThat(order.news()).isEmpty();
    }

    @Test
    void a_line_named_twice_is_refused() {
        assertThatThrownBy(() -> order.waits(List.of(units(1, 1), units(1, 2)))).isInstanceOf(Refused.class);
    }

    private void told(WaitingUnits... units) {
        order.waits(List.of(units));
        order.told();
    }

    private static WaitingUnits units(int line, int units) {
        return new WaitingUnits(line, "SKU-" + line, units);
    }

    private static LineUnits line(int line, int units) {
        return new LineUnits(line, "SKU-" + line, units);
    }
}
