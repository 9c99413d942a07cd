package io.backline.order.order;

import io.backline.events.BackorderArrangement;
import io.backline.events.ContactEvent.ContactChanged;
import io.backline.events.ForeignId;
import io.backline.events.HoldKind;
import io.backline.events.Lines;
import io.backline.events.Name;
import io.backline.events.OptionalForeignId;
import io.backline.events.OptionalText;
import io.backline.events.OrderEvent.ShipTo;
import io.backline.events.Priority;
import io.backline.events.Quantity;
import io.backline.events.Shipping;
import io.backline.events.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a shop posts. What is left out gets its default here, so that two bodies that mean the same are the same. */
record NewOrder(
        @ForeignId String channel,
        @ForeignId String externalId,
        @Nullable Instant placedAt,
        @NotNull @Valid Customer customer,
        @NotNull @Valid Destination shipTo,
        @NotNull String currency,
        Priority priority,
        @Nullable Instant needBy,
        @Nullable Instant essentialBy,
        Shipping shipping,
        @Nullable RuleSet ruleSet,
        @Nullable Instant shipBy,

        @Size(max = NewOrder.MOST_HOLDS, message = "must be at most 20 holds")
        List<@NotNull @Valid NewHold> holds,

        @Lines List<@NotNull @Valid NewLine> lines) {

    static final int MOST_LINES = 2_000;
    static final int MOST_HOLDS = 20;

    NewOrder {
        priority = priority == null ? Priority.NORMAL : priority;
        shipping = shipping == null ? Shipping.PARTIAL : shipping;
        holds = holds == null ? List.of() : holds;
        lines = lines == null ? lines : numbered(lines);
        placedAt = micros(placedAt);
        needBy = micros(needBy);
        essentialBy = micros(essentialBy);
        shipBy = micros(shipBy);
    }

    record Customer(
            @ForeignId String id,

            @NotNull
            @Pattern(regexp = EMAIL, message = "must be an ASCII address as name@example.org")
            @Size(max = 254, message = "must be at most 254 characters")
            String email,

            @OptionalText @Nullable String name,
            @Nullable String locale,
            @Nullable String timeZone) {
        private static final String WORD = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
        private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
        /** Stricter than mail allows: no quotes, comments, lists or bare host names, so that nothing but one mailbox can be meant. */
        static final String EMAIL =
                "(?=.{1,254}$)(?=.{1,64}@)" + WORD + "(\\." + WORD + ")*@" + LABEL + "(\\." + LABEL + ")+";
    }

    record Destination(
            @NotNull String country,
            @OptionalText @Nullable String region,
            @OptionalText @Nullable String postalCode) {
        ShipTo shipTo() {
            return new ShipTo(country, region, postalCode);
        }
    }

    record NewHold(
            @NotNull HoldKind kind,
            @Text String reason,
            @OptionalForeignId @Nullable String by,
            @Nullable Instant until,
            @Nullable Instant at) {
        NewHold {
            until = micros(until);
        }

        Hold since(Instant since) {
            return new Hold(OrderIds.next(), kind, reason, since, by, until);
        }
    }

    record NewLine(
            @Min(1) @Nullable Integer lineNumber,
            @Name String sku,
            @Quantity int quantity,

            @NotNull @Pattern(regexp = PRICE, message = "must be a decimal number as text, as \"12.50\"")
            String unitPrice,

            BackorderArrangement backorder,

            @Size(max = NewLine.MOST_SUBSTITUTES, message = "must be at most 20 SKUs")
            List<@Name String> substitutes) {
        static final int MOST_SUBSTITUTES = 20;
        static final String PRICE = "\\d{1,12}(\\.\\d{1,6})?";

        NewLine {
            backorder = backorder == null ? BackorderArrangement.ACCEPT : backorder;
            substitutes = substitutes == null ? List.of() : substitutes;
        }

        private NewLine numbered(int position) {
            return new NewLine(position, sku, quantity, unitPrice, backorder, substitutes);
        }

        private NewLine normal() {
            var shortest = price().stripTrailingZeros().toPlainString();
            return new NewLine(lineNumber, sku, quantity, shortest, backorder, substitutes);
        }

        BigDecimal price() {
            return new BigDecimal(unitPrice);
        }

        private Line line(int decimals) {
            var number = Objects.requireNonNull(lineNumber);
            return new Line(number, sku, quantity, price().setScale(decimals), backorder, substitutes);
        }
    }

    /** Lines without a number are counted through. */
    private static List<NewLine> numbered(List<NewLine> lines) {
        var numbered = new ArrayList<NewLine>(lines.size());
        for (var line : lines) {
            var position = numbered.size() + 1;
            numbered.add(line == null || line.lineNumber() != null ? line : line.numbered(position));
        }
        return Collections.unmodifiableList(numbered);
    }

    /** As exact as the database. */
    private static @Nullable Instant micros(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }

    /** The same order with every price in its shortest form: 12.5 and 12.50 are the same price. */
    NewOrder normal() {
        var normalLines = lines.stream().map(NewLine::normal).toList();
        return new NewOrder(
                channel,
                externalId,
                placedAt,
                customer,
                shipTo,
                currency,
                priority,
                needBy,
                essentialBy,
                shipping,
                ruleSet,
                shipBy,
                holds,
                normalLines);
    }

    BigDecimal value() {
        return lines.stream()
                .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The order as it begins; one that names no time is placed now. */
    Order order(UUID orderId, Instant now) {
        var decimals = Currency.getInstance(currency).getDefaultFractionDigits();
        return new Order(
                new Identity(
                        orderId,
                        channel,
                        externalId,
                        customer.id(),
                        placedAt == null ? now : placedAt,
                        currency,
                        shipTo.shipTo(),
                        essentialBy,
                        ruleSet,
                        shipBy),
                new Terms(priority, needBy, shipping),
                lines.stream().map(line -> line.line(decimals)).toList());
    }

    ContactChanged contact() {
        return new ContactChanged(
                customer.id(), customer.email(), customer.name(), customer.locale(), customer.timeZone());
    }
}
