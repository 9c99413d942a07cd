package io.backline.order.order;

import io.backline.events.OrderEvent;
import io.backline.order.order.NewOrder.NewHold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A posting, and the order that it becomes unless the same was posted before. */
record Candidate(Posting posting, String fingerprint, Order order, List<OrderEvent> told) {

    static Candidate of(Posting posting, String fingerprint, UUID orderId, Instant now, List<NewHold> byRule) {
        var order = posting.order().order(orderId, now);
        var placedAt = order.identity().placedAt();
        var told = new ArrayList<OrderEvent>();
        told.add(order.placed());
        for (var holds : List.of(posting.order().holds(), byRule)) {
            holds.forEach(hold -> told.addAll(order.hold(hold.since(placedAt))));
        }
        told.addAll(order.moveOn(placedAt));
        return new Candidate(posting, fingerprint, order, told);
    }

    UUID orderId() {
        return order.orderId();
    }
}
