package io.backline.demo.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.backline.demo.replay.Happening.Line;
import io.backline.demo.replay.Happening.OrderPlaced;
import io.backline.events.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads orders as the data sets tell them and writes them as the order service takes them. Rules of the service are left to the service: it refuses, and the refusal is counted. */
final class OrderReading implements Feed.Reading {
    private final String channel;
    private final @Nullable String country;
    private final Tally tally;

    /** {@code country} stands for what orders do not say; without it, the home of their currency. */
    OrderReading(String channel, @Nullable String country, Tally tally) {
        this.channel = channel;
        this.country = country;
        this.tally = tally;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Body(
            String channel,
            String externalId,
            Instant placedAt,
            Customer customer,
            ShipTo shipTo,
            String currency,
            @Nullable String priority,
            @Nullable Instant needBy,
            List<BodyLine> lines) {}

    private record Customer(
            String id, String email, @Nullable String name) {}

    private record ShipTo(String country) {}

    private record BodyLine(int lineNumber, String sku, int quantity, String unitPrice) {}

    @Override
    public OrderPlaced read(JsonNode line) throws BadLine {
        var fields = new Fields(line);
        var externalId = fields.text("externalId");
        var placedAt = fields.time("placedAt");
        var customer = fields.object("customer");
        var lines = lines(line.path("lines"));
        var currency = currency(line.path("lines"));
        var body = new Body(
                channel,
                externalId,
                placedAt,
                new Customer(customer.text("id"), customer.text("email"), customer.optionalText("name")),
                new ShipTo(country(fields.optionalText("country"), currency)),
                currency,
                priority(fields.optionalText("shipMode")),
                fields.optionalTime("promisedAt"),
                lines);
        return new OrderPlaced(
                placedAt,
                externalId,
                lines.stream()
                        .map(each -> new Line(each.lineNumber(), each.sku(), each.quantity()))
                        .toList(),
                Json.write(body));
    }

    private static List<BodyLine> lines(JsonNode array) throws BadLine {
        var lines = new ArrayList<BodyLine>();
        for (var each : array) {
            var line = new Fields(each);
            lines.add(
                    new BodyLine(lines.size() + 1, line.text("sku"), line.number("quantity"), line.text("unitPrice")));
        }
        return lines;
    }

    private static String currency(JsonNode lines) throws BadLine {
        var currency = "";
        for (var line : lines) {
            var ofLine = new Fields(line).optionalText("currency");
            if (ofLine != null && !currency.isEmpty() && !currency.equals(ofLine)) {
                throw new BadLine("lines are in " + currency + " and " + ofLine);
            }
            currency = ofLine == null ? currency : ofLine;
        }
        if (currency.isEmpty()) {
            throw new BadLine(lines.isEmpty() ? "lines are missing" : "currency is missing");
        }
        return currency;
    }

    /** A name that says nothing is filled in and counted; one that is not known is refused: a parcel must not go to a guess. */
    private String country(@Nullable String name, String currency) throws BadLine {
        if (name != null && !Countries.saysNothing(name)) {
            return Countries.code(name).orElseThrow(() -> new BadLine("country " + name + " is not known"));
        }
        var code = country != null
                ? country
                : Countries.ofCurrency(currency)
                        .orElseThrow(() -> new BadLine("no country, and none is the home of " + currency));
        tally.countryFilledIn(name == null ? "none" : name, code);
        return code;
    }

    /** Who pays for speed is served first. */
    private static @Nullable String priority(@Nullable String shipMode) {
        return switch (shipMode) {
            case "Same Day" -> "CRITICAL";
            case "First Class" -> "HIGH";
            case null, default -> null;
        };
    }
}
