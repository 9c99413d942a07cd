package io.backline.order.console;

import io.backline.events.BacklogStage;
import io.quarkus.qute.TemplateExtension;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How pages say things. */
@TemplateExtension
class Words {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.UK).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);

    private Words() {}

    /** Until a script says it in the reader's zone, or where none runs. */
    static String shown(Instant time) {
        return MINUTE.format(time) + " UTC";
    }

    static String day(Instant time) {
        return day(LocalDate.ofInstant(time, ZoneOffset.UTC));
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String grouped(long number) {
        return String.format(Locale.UK, "%,d", number);
    }

    static String grouped(int number) {
        return grouped((long) number);
    }

    /** {@code 1 order}, {@code 2 orders}. */
    static String count(long number, String what) {
        return grouped(number) + " " + what + (number == 1 ? "" : "s");
    }

    static String count(int number, String what) {
        return count((long) number, what);
    }

    /** {@code READY_TO_PICK} is Ready to pick, {@code OrderPlaced} is Order placed. */
    static String words(String name) {
        var words = name.equals(name.toUpperCase(Locale.ROOT))
                ? name.replace('_', ' ').toLowerCase(Locale.ROOT)
                : name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    static String words(Enum<?> constant) {
        return words(constant.name());
    }

    /** The class of a stage's colour. */
    static String css(BacklogStage stage) {
        return "stage-" + stage.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String age(Duration age) {
        var minutes = Math.max(0, age.toMinutes());
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 24 * 60) {
            return minutes / 60 + " h " + minutes % 60 + " min";
        }
        return minutes < 14 * 24 * 60
                ? minutes / (24 * 60) + " d " + minutes / 60 % 24 + " h"
                : grouped(minutes / (24 * 60)) + " d";
    }

    static String money(Map<String, String> value) {
        return value.isEmpty()
                ? "–"
                : value.entrySet().stream()
                        .map(amount -> money(amount.getValue(), amount.getKey()))
                        .collect(Collectors.joining(" · "));
    }

    /** With the minor units that the currency has: JPY 1,200, EUR 1,200.00, KWD 1,200.000. */
    static String money(String amount, String currency) {
        var decimals = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
        return currency + " " + String.format(Locale.UK, "%,." + decimals + "f", new BigDecimal(amount));
    }

    /** As a part of a path or query. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
