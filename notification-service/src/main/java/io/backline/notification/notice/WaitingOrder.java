package io.backline.notification.notice;

import io.backline.events.OrderEvent.CancelledUnits;
import io.backline.events.OrderEvent.WaitingUnits;
import io.backline.messaging.Refused;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** What waits of an order, and what of it the customer was told. News is the difference; what makes no difference is never mailed. */
final class WaitingOrder {
    private final UUID orderId;
    private final String customerId;
    private final TreeMap<Integer, Line> lines = new TreeMap<>();

    WaitingOrder(UUID orderId, String customerId, Collection<Line> lines) {
        this.orderId = orderId;
        this.customerId = customerId;
        lines.forEach(line -> this.lines.put(line.number(), line));
    }

    /** Takes over all that waits now; a line that is not named waits no more. */
    void waits(List<WaitingUnits> now) {
        refuseContradictions(now);
        lines.replaceAll((number, line) -> line.waiting(0));
        for (var named : now) {
            var untold = new Line(named.lineNumber(), named.sku(), named.backordered(), 0);
            lines.merge(named.lineNumber(), untold, (known, more) -> known.waiting(more.waiting()));
        }
        forgetWhatIsOver();
    }

    /** Cancelled units wait no more, and that is no good news: nothing was released. */
    void cancelled(List<CancelledUnits> units) {
        for (var cancelled : units) {
            lines.computeIfPresent(cancelled.lineNumber(), (number, line) -> line.cancelled(cancelled.quantity()));
        }
        forgetWhatIsOver();
    }

    /** What the customer does not know yet, if there is anything. */
    Optional<News> news() {
        var waiting = units(Line::waiting);
        var released = units(line -> line.told() - line.waiting());
        if (lines().anyMatch(line -> line.waiting() > line.told())) {
            return Optional.of(new News(NoticeKind.BACKORDERED, waiting, released));
        }
        return released.isEmpty() ? Optional.empty() : Optional.of(new News(NoticeKind.RELEASED, waiting, released));
    }

    /** The customer is being told: from here on this is known. */
    void told() {
        lines.replaceAll((number, line) -> line.told(line.waiting()));
        forgetWhatIsOver();
    }

    UUID orderId() {
        return orderId;
    }

    String customerId() {
        return customerId;
    }

    Stream<Line> lines() {
        return lines.values().stream();
    }

    private List<LineUnits> units(ToIntFunction<Line> count) {
        return lines().filter(line -> count.applyAsInt(line) > 0)
                .map(line -> new LineUnits(line.number(), line.sku(), count.applyAsInt(line)))
                .toList();
    }

    private void forgetWhatIsOver() {
        lines.values().removeIf(line -> line.waiting() == 0 && line.told() == 0);
    }

    private static void refuseContradictions(List<WaitingUnits> now) {
        var named = new HashSet<Integer>();
        for (var line : now) {
            if (!named.add(line.lineNumber())) {
                throw new Refused("lines", "names line " + line.lineNumber() + " twice");
            }
        }
    }

    /** Units of one line: how many wait, and how many the customer believes to wait. */
    record Line(int number, String sku, int waiting, int told) {
        Line waiting(int units) {
            return new Line(number, sku, units, told);
        }

        Line told(int units) {
            return new Line(number, sku, waiting, units);
        }

        /** Takes what the customer does not know of first: a cancellation makes no news. */
        Line cancelled(int units) {
            var gone = Math.min(units, waiting);
            var untold = Math.max(0, waiting - told);
            return new Line(number, sku, waiting - gone, told - Math.max(0, gone - untold));
        }
    }
}
