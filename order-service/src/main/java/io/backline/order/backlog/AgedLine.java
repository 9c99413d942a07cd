package io.backline.order.backlog;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Units of a line that stand in a stage, and why they should be worked on. {@code location} is where all of them lie. The score is the age in the stage against
 * {@code completedP85} (at most 10), the class (LOW −1 to CRITICAL 2), 1 and the weeks since it was needed (at most 3; 0.5 if that is within two days), and a
 * tenth of the decimal digits of its value.
 */
public record AgedLine(
        UUID orderId,
        @Nullable String externalId,
        String channel,
        String customerId,
        int lineNumber,
        String sku,
        BacklogStage stage,
        @Nullable String location,
        int units,
        String value,
        String currency,
        Instant since,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration age,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        Duration completedP85,

        Priority priority,
        Instant placedAt,
        @Nullable Instant needBy,
        boolean overdue,
        double score,
        List<String> why,
        @JsonIgnore Ageing.Place place) {

    static AgedLine of(Ageing.Place place, Urgency urgency, Standing standing, int entry) {
        var book = standing.book;
        var line = standing.line(entry);
        var order = standing.order(entry);
        var needBy = book.orders.needBy(order);
        var currency = book.currencies.text(book.orders.currency(order));
        var value = new Sum();
        value.add(standing.units(entry), book.lines.price(line));
        var amount = value.amount(Currency.getInstance(currency).getDefaultFractionDigits());
        return new AgedLine(
                place.orderId(),
                null,
                book.channels.text(book.orders.channel(order)),
                book.customers.text(book.orders.customer(order)),
                place.lineNumber(),
                book.skus.text(book.lines.sku(line)),
                urgency.stage(),
                standing.location(entry) < 0 ? null : book.locations.text(standing.location(entry)),
                standing.units(entry),
                amount.toPlainString(),
                currency,
                Book.instant(place.since()),
                Figures.duration(urgency.age()),
                urgency.yardstick() == Yardsticks.NONE ? null : Figures.duration(urgency.yardstick()),
                urgency.priority(),
                Book.instant(book.orders.placedAt(order)),
                needBy == Book.NEVER ? null : Book.instant(needBy),
                standing.isOverdue(entry),
                place.score() / 1_000.0,
                urgency.why(amount, currency),
                place);
    }

    /** With what the shop calls the order. */
    AgedLine named(@Nullable String externalId) {
        return new AgedLine(
                orderId,
                externalId,
                channel,
                customerId,
                lineNumber,
                sku,
                stage,
                location,
                units,
                value,
                currency,
                since,
                age,
                completedP85,
                priority,
                placedAt,
                needBy,
                overdue,
                score,
                why,
                place);
    }
}
