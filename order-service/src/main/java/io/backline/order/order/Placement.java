package io.backline.order.order;

import io.backline.web.Violation;
import java.util.UUID;

/** What became of a posting. */
sealed interface Placement {
    record Placed(Order order) implements Placement {}

    /** The same was posted before. */
    record Known(UUID orderId) implements Placement {}

    /** Something else was posted under this name before. */
    record Taken(Violation violation) implements Placement {}

    /** It could not be tried to the end: whoever posts it again finds it placed once. */
    record Failed(Throwable cause) implements Placement {}
}
