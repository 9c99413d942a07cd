package io.backline.demo.replay;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;

/** Country names as data sets write them, as ISO 3166 alpha-2 codes. */
final class Countries {
    /** What people write that is no English name of the ISO list. The Channel Islands are two; most parcels go to Jersey. */
    private static final Map<String, String> ALSO = Map.of(
            "eire", "IE",
            "channel islands", "JE",
            "usa", "US",
            "u.s.a.", "US",
            "uk", "GB",
            "great britain", "GB",
            "rsa", "ZA",
            "czech republic", "CZ",
            "hong kong", "HK",
            "korea", "KR");

    /** Honest ways to say nothing: such an order ships somewhere, and the caller decides what stands for it. */
    private static final Set<String> NOWHERE = Set.of("unspecified", "european community", "unknown");

    private static final Map<String, String> CODES = codes();

    private Countries() {}

    private static Map<String, String> codes() {
        var codes = new HashMap<>(ALSO);
        for (var code : Locale.getISOCountries()) {
            var country = Locale.of("", code);
            codes.put(lower(country.getDisplayCountry(Locale.ENGLISH)), code);
            codes.put(lower(code), code);
            try {
                codes.put(lower(country.getISO3Country()), code);
            } catch (MissingResourceException noThreeLetters) {
                continue;
            }
        }
        return Map.copyOf(codes);
    }

    static Optional<String> code(String name) {
        return Optional.ofNullable(CODES.get(lower(name)));
    }

    static boolean saysNothing(String name) {
        return NOWHERE.contains(lower(name));
    }

    /** Where a currency is at home, for orders that name no country; the euro's home here is Germany. */
    static Optional<String> ofCurrency(String currency) {
        return switch (currency) {
            case "EUR" -> Optional.of("DE");
            case "USD" -> Optional.of("US");
            case "GBP" -> Optional.of("GB");
            default ->
                Arrays.stream(Locale.getISOCountries())
                        .filter(code -> currency.startsWith(code))
                        .findFirst();
        };
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
