package io.backline.order.order;

import io.backline.events.HoldKind;
import io.backline.order.order.NewOrder.NewHold;
import io.backline.order.order.NewOrder.NewLine;
import io.backline.web.Problems;
import io.backline.web.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says all that is wrong with what was posted at once: the form of its fields, and whether what they say can be. */
@ApplicationScoped
class OrderCheck {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final String AHEAD = "must be at most ten years ahead";
    private static final Duration DECADE = Duration.ofDays(3_653);
    private static final Set<String> COUNTRIES = Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA2);
    /** Gold, test codes and the like have no minor units, and nobody pays with them. */
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final Pattern PRICE = Pattern.compile(NewLine.PRICE);

    private final Validator validator;
    private final Clock clock;

    OrderCheck(Validator validator, Clock clock) {
        this.validator = validator;
        this.clock = clock;
    }

    List<Violation> violations(NewOrder order) {
        var tooMany = tooMany(order);
        if (!tooMany.isEmpty()) {
            return tooMany;
        }
        var found = new Found(order);
        found.violations.addAll(formOf(order));
        found.checkPlaces();
        found.checkTimes(clock.instant());
        found.checkLines();
        return found.violations;
    }

    /** A list that is too long is not looked into: a body of millions of empty lines would have millions of faults. */
    private static List<Violation> tooMany(NewOrder order) {
        var violations = new ArrayList<Violation>();
        if (order.holds().size() > NewOrder.MOST_HOLDS) {
            violations.add(new Violation("holds", "must be at most " + NewOrder.MOST_HOLDS + " holds"));
        }
        var lines = order.lines() == null ? List.<NewLine>of() : order.lines();
        if (lines.size() > NewOrder.MOST_LINES) {
            violations.add(new Violation("lines", "must be 1 to 2,000 lines"));
            return violations;
        }
        for (var i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            if (line != null && line.substitutes().size() > NewLine.MOST_SUBSTITUTES) {
                violations.add(new Violation(
                        "lines[" + i + "].substitutes", "must be at most " + NewLine.MOST_SUBSTITUTES + " SKUs"));
            }
        }
        return violations;
    }

    /** Answers the body of a command if it can be obeyed; a command may tell when it was given, in the past. */
    <T> T checked(@Nullable T body, Function<T, @Nullable Instant> at) {
        return checked(body, at, (command, violations) -> {});
    }

    OrderChange checkedChange(@Nullable OrderChange body) {
        return checked(body, OrderChange::at, (change, violations) -> {
            var latest = clock.instant().plus(DECADE);
            checkTime("needBy", change.needBy(), latest, AHEAD, violations);
        });
    }

    NewHold checkedHold(@Nullable NewHold body) {
        return checked(body, NewHold::at, (hold, violations) -> {
            var now = clock.instant();
            checkEnd("until", hold, hold.at() == null ? now : hold.at(), now, violations);
        });
    }

    private <T> T checked(@Nullable T body, Function<T, @Nullable Instant> at, BiConsumer<T, List<Violation>> more) {
        if (body == null) {
            throw Problems.badRequest(new Violation("", "a body is missing"));
        }
        var violations = new ArrayList<>(formOf(body));
        checkTime(at.apply(body)).ifPresent(violations::add);
        more.accept(body, violations);
        if (!violations.isEmpty()) {
            throw Problems.unprocessable("this cannot be done", violations);
        }
        return body;
    }

    Optional<Violation> checkTime(@Nullable Instant at) {
        var right = at == null
                || !at.isBefore(Instant.EPOCH) && !at.isAfter(clock.instant().plus(CLOCK_SKEW));
        return right ? Optional.empty() : Optional.of(new Violation("at", "must be in the past, and not before 1970"));
    }

    private static void checkTime(
            String field, @Nullable Instant time, Instant latest, String reason, List<Violation> violations) {
        if (time != null && time.isAfter(latest)) {
            violations.add(new Violation(field, reason));
        }
        if (time != null && time.isBefore(Instant.EPOCH)) {
            violations.add(new Violation(field, "must not be before 1970"));
        }
    }

    /** Only a hold for a date ends by itself, and not before it begins. */
    private static void checkEnd(String field, NewHold hold, Instant begin, Instant now, List<Violation> violations) {
        if (hold.until() == null) {
            return;
        }
        if (hold.kind() != null && hold.kind() != HoldKind.DATE) {
            violations.add(new Violation(field, "is for holds of kind DATE"));
        }
        if (!hold.until().isAfter(begin)) {
            violations.add(new Violation(field, "must be after the hold begins"));
        }
        checkTime(field, hold.until(), now.plus(DECADE), AHEAD, violations);
    }

    private List<Violation> formOf(Object body) {
        return validator.validate(body).stream()
                .map(violation -> new Violation(fieldOf(violation), violation.getMessage()))
                .sorted(Comparator.comparing(Violation::field))
                .toList();
    }

    private static String fieldOf(ConstraintViolation<?> violation) {
        return violation.getPropertyPath().toString().replaceAll("\\.<[^>]*>", "");
    }

    private static final class Found {
        private final List<Violation> violations = new ArrayList<>();
        private final NewOrder order;

        Found(NewOrder order) {
            this.order = order;
        }

        private void unless(boolean right, String field, String reason) {
            if (!right) {
                violations.add(new Violation(field, reason));
            }
        }

        void checkPlaces() {
            unless(isCurrency(order.currency()), "currency", "must be an ISO 4217 code as EUR");
            if (order.shipTo() != null) {
                var country = order.shipTo().country();
                unless(
                        country == null || COUNTRIES.contains(country),
                        "shipTo.country",
                        "must be an ISO 3166 alpha-2 code as DE");
            }
            if (order.customer() != null) {
                unless(isLanguage(order.customer().locale()), "customer.locale", "must be a BCP 47 tag as de-CH");
                unless(
                        isTimeZone(order.customer().timeZone()),
                        "customer.timeZone",
                        "must be an IANA time zone as Europe/Berlin");
            }
        }

        void checkTimes(Instant now) {
            time("placedAt", order.placedAt(), now.plus(Duration.ofDays(1)), "must be at most a day ahead");
            time("needBy", order.needBy(), now.plus(DECADE), AHEAD);
            time("essentialBy", order.essentialBy(), now.plus(DECADE), AHEAD);
            time("shipBy", order.shipBy(), now.plus(DECADE), AHEAD);
            for (var i = 0; i < order.holds().size(); i++) {
                var hold = order.holds().get(i);
                if (hold != null) {
                    var field = "holds[" + i + "].";
                    unless(hold.at() == null, field + "at", "is not given with an order: its holds begin with it");
                    var begin = order.placedAt() == null ? now : order.placedAt();
                    checkEnd(field + "until", hold, begin, now, violations);
                }
            }
        }

        private void time(String field, @Nullable Instant time, Instant latest, String reason) {
            checkTime(field, time, latest, reason, violations);
        }

        void checkLines() {
            if (order.lines() == null) {
                return;
            }
            var numbers = new HashSet<Integer>();
            for (var i = 0; i < order.lines().size(); i++) {
                var line = order.lines().get(i);
                if (line != null) {
                    var field = "lines[" + i + "]";
                    unless(
                            numbers.add(line.lineNumber()),
                            field + ".lineNumber",
                            "is given twice: " + line.lineNumber());
                    checkPrice(line, field + ".unitPrice");
                }
            }
        }

        private void checkPrice(NewLine line, String field) {
            var isPrice =
                    line.unitPrice() != null && PRICE.matcher(line.unitPrice()).matches();
            if (isPrice && order.currency() != null && isCurrency(order.currency())) {
                var decimals = Currency.getInstance(order.currency()).getDefaultFractionDigits();
                unless(
                        line.price().scale() <= decimals,
                        field,
                        "must have at most " + decimals + " decimals in " + order.currency());
            }
        }

        private static boolean isCurrency(@Nullable String currency) {
            return currency == null || CURRENCIES.contains(currency);
        }

        private static boolean isLanguage(@Nullable String tag) {
            try {
                return tag == null
                        || !new Locale.Builder()
                                .setLanguageTag(tag)
                                .build()
                                .getLanguage()
                                .isEmpty();
            } catch (IllformedLocaleException notOne) {
                return false;
            }
        }

        private static boolean isTimeZone(@Nullable String zone) {
            return zone == null || TIME_ZONES.contains(zone);
        }
    }
}
