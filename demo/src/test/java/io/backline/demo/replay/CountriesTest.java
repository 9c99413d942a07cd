package io.backline.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CountriesTest {
    @ParameterizedTest
    @CsvSource({
        "EIRE, IE", "Channel Islands, JE", "USA, US", "UK, GB", "RSA, ZA", "United Kingdom, GB", "Czech Republic, CZ",
                "Hong Kong, HK",
        "Lebanon, LB", "Saudi Arabia, SA", "United Arab Emirates, AE", "Bahrain, BH", "Venezuela, VE", "de, DE",
                " Germany , DE", "AUT, AT"
    })
    void names_as_data_sets_write_them_are_known(String name, String code) {
        assertThat(Countries.code(name)).contains(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Unspecified", "European Community"})
    void some_names_say_nothing(String name) {
        assertThat(Countries.saysNothing(name)).isTrue();
        assertThat(Countries.code(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GBP, GB", "USD, US", "EUR, DE", "SEK, SE"})
    void a_currency_has_a_home(String currency, String code) {
        assertThat(Countries.ofCurrency(currency)).contains(code);
    }
}
