package io.backline.order.order;

import io.backline.web.Violation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of one line. */
record BulkResult(
        long line,
        int status,
        @Nullable UUID orderId,
        @Nullable Problem problem) {

    record Problem(String title, int status, String detail, List<Violation> violations) {}

    static BulkResult of(long line, Placement placement) {
        return switch (placement) {
            case Placement.Placed placed ->
                new BulkResult(line, 201, placed.order().orderId(), null);
            case Placement.Known known -> new BulkResult(line, 200, known.orderId(), null);
            case Placement.Taken taken ->
                refused(line, 422, "another order was posted under this name", List.of(taken.violation()));
            case Placement.Failed failed ->
                refused(line, 503, "this order could not be placed now; post it again", List.of());
        };
    }

    static BulkResult refused(long line, int status, String detail, List<Violation> violations) {
        var title =
                switch (status) {
                    case 413 -> "Content Too Large";
                    case 422 -> "Unprocessable Content";
                    case 503 -> "Service Unavailable";
                    default -> "Bad Request";
                };
        return new BulkResult(line, status, null, new Problem(title, status, detail, violations));
    }
}
