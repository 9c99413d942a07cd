package io.backline.order.order;

import io.backline.events.BackorderArrangement;
import io.backline.events.OrderEvent.LineStand;
import io.backline.events.OrderEvent.UnitsInStage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One SKU of an order: what was asked for, and where its units stand. */
final class Line {
    final int number;
    final String sku;
    final BigDecimal unitPrice;
    final BackorderArrangement backorder;
    final List<String> substitutes;
    private final Units asRead;
    private final Visits visits;
    private Units units;
    private @Nullable Instant waitingSince;

    /** A new line, of which nothing is known but what was asked for. */
    Line(
            int number,
            String sku,
            int quantity,
            BigDecimal unitPrice,
            BackorderArrangement backorder,
            List<String> substitutes) {
        this(number, sku, unitPrice, backorder, substitutes, Units.ordered(quantity), null, List.of());
    }

    /** A line as it was written. */
    Line(
            int number,
            String sku,
            BigDecimal unitPrice,
            BackorderArrangement backorder,
            List<String> substitutes,
            Units units,
            @Nullable Instant waitingSince,
            List<Visit> openVisits) {
        this.number = number;
        this.sku = sku;
        this.unitPrice = unitPrice;
        this.backorder = backorder;
        this.substitutes = List.copyOf(substitutes);
        this.asRead = units;
        this.units = units;
        this.waitingSince = waitingSince;
        this.visits = new Visits(openVisits);
    }

    Units units() {
        return units;
    }

    /** Since when some units wait for stock. */
    @Nullable
    Instant waitingSince() {
        return waitingSince;
    }

    Visits visits() {
        return visits;
    }

    void now(Units units) {
        this.units = units;
    }

    /** Notes where the units stand and since when. Answers that if units have moved. */
    Optional<LineStand> settle(boolean held, Instant at) {
        var spots = units.bySpot(held);
        var before = visits.open();
        var movedAt = visits.follow(spots, at);
        noteWaiting(at);
        return visits.open().equals(before)
                ? Optional.empty()
                : Optional.of(new LineStand(
                        number,
                        movedAt,
                        spots.entrySet().stream()
                                .map(spot -> new UnitsInStage(
                                        spot.getKey().stage(), spot.getKey().location(), spot.getValue()))
                                .toList()));
    }

    private void noteWaiting(Instant at) {
        if (units.backordered() == 0) {
            waitingSince = null;
        } else if (waitingSince == null) {
            waitingSince = at;
        }
    }

    boolean isChanged() {
        return !units.equals(asRead) || visits.moved();
    }
}
