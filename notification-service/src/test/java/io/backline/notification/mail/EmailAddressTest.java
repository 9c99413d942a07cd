package io.backline.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class EmailAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org",
                "ada.lovelace+orders@mail.example.co.uk",
                "o'brien@example.ie",
                "x@xn--bcher-kva.example",
                "a@b-c.de",
                "1234567890123456789012345678901234567890123456789012345678901234@example.org",
            })
    void an_ordinary_address_is_taken_as_it_is(String text) {
        assertThat(EmailAddress.of(text)).map(EmailAddress::value).hasValue(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@example.org",
                "ada@",
                "ada@localhost",
                "ada@example..org",
                "ada@-example.org",
                "ada@example-.org",
                "ada@example.org.",
                "ada@[127.0.0.1]",
                "ada@127.0.0.1",
                ".ada@example.org",
                "ada.@example.org",
                "a..da@example.org",
                "ada@eve@example.org",
                "ada@example.org,eve@example.org",
                "ada@example.org;eve@example.org",
                "ada@example.org eve@example.org",
                " ada@example.org",
                "ada@example.org ",
                "\"ada eve\"@example.org",
                "Ada <ada@example.org>",
                "<ada@example.org>",
                "ada@example.org>",
                "ada(comment)@example.org",
                "ada@example.org\r\nRCPT TO:<eve@example.org>",
                "ada@example.org\nBcc: eve@example.org",
                "ada@example.org\n",
                "ada\u0000@example.org",
                "ada@example.org\u0085",
                "ada@exämple.org",
                "ädä@example.org",
                "ada@example.org\u202e",
                "12345678901234567890123456789012345678901234567890123456789012345@example.org",
            })
    void anything_else_is_no_address(String text) {
        assertThat(EmailAddress.of(text)).isEmpty();
    }

    @Test
    void a_crafted_text_is_refused_without_long_thought() {
        assertThat(EmailAddress.of("a@" + "a.".repeat(100_000) + "!")).isEmpty();
        assertThat(EmailAddress.of("a@" + "a-".repeat(120) + "!")).isEmpty();
    }

    @Test
    void a_log_does_not_learn_whose_it_is() {
        assertThat(EmailAddress.of("ada@example.org")).hasToString("Optional[…@example.org]");
    }
}
