package io.backline.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.backline.web.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CloudEventTest {
    private static final String KNOWN =
            "\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/kitchen\",\"type\":\"Boiled\"";

    @Test
    void structured_mode_is_read() throws InvalidEvent {
        var event = CloudEvent.structured(
                bytes(
                        "{" + KNOWN
                                + ",\"time\":\"2026-03-01T12:00:00+02:00\",\"sequence\":\"17\",\"subject\":\"x\",\"data\":{\"degrees\": 90.50}}"));

        assertThat(event.id()).isEqualTo("1");
        assertThat(event.time()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(event.sequence()).isEqualTo(17);
        assertThat(new String(event.data(), StandardCharsets.UTF_8)).isEqualTo("{\"degrees\":90.5}");
    }

    @Test
    void data_may_be_base64() throws InvalidEvent {
        var event = CloudEvent.structured(bytes("{" + KNOWN + ",\"data_base64\":\"e30=\"}"));

        assertThat(new String(event.data(), StandardCharsets.UTF_8)).isEqualTo("{}");
    }

    @Test
    void binary_mode_is_read() throws InvalidEvent {
        var attributes = Map.of("specversion", "1.0", "id", "1", "source", "/kitchen", "type", "Boiled");
        var event = CloudEvent.binary("application/json; charset=UTF-8", attributes::get, bytes("{}"));

        assertThat(event.type()).isEqualTo("Boiled");
        assertThat(event.time()).isNull();
    }

    @Test
    void all_that_is_wrong_is_told() {
        var invalid = catchThrowableOfType(
                InvalidEvent.class,
                () -> CloudEvent.structured(bytes("{\"specversion\":1,\"id\":\"\",\"time\":\"now\",\"data\":null}")));

        assertThat(invalid.violations())
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("data", "specversion", "specversion", "id", "source", "type", "time");
    }

    @Test
    void a_batch_names_the_index() {
        var invalid = catchThrowableOfType(
                InvalidEvent.class, () -> CloudEvent.batch(bytes("[{" + KNOWN + ",\"data\":{}},{\"data\":{}},7]")));

        assertThat(invalid.violations())
                .extracting(Violation::field)
                .containsExactly("[1].specversion", "[1].id", "[1].source", "[1].type", "[2]");
    }

    @Test
    void a_batch_of_nothing_but_mistakes_is_not_told_every_one_of_them() {
        var invalid = catchThrowableOfType(
                InvalidEvent.class, () -> CloudEvent.batch(bytes("[" + "{},".repeat(500_000) + "{}]")));

        assertThat(invalid.violations()).hasSizeBetween(100, 110);
    }

    @Test
    void a_batch_of_more_parts_than_anybody_sends_is_refused_before_it_is_built() {
        var invalid = catchThrowableOfType(
                InvalidEvent.class, () -> CloudEvent.batch(bytes("[" + "{},".repeat(3_000_000) + "{}]")));

        assertThat(invalid.violations()).hasSize(1);
        assertThat(invalid.violations().getFirst().reason()).startsWith("is nested too deep or too long");
    }

    @Test
    void what_is_no_batch_is_refused() {
        assertThat(catchThrowableOfType(InvalidEvent.class, () -> CloudEvent.batch(bytes("{}")))
                        .violations())
                .extracting(Violation::reason)
                .containsExactly("must be an array of CloudEvents");
        assertThat(catchThrowableOfType(InvalidEvent.class, () -> CloudEvent.batch(bytes("[{")))
                        .violations())
                .extracting(Violation::field)
                .containsExactly("body");
    }

    @Test
    void another_content_type_or_charset_is_refused() {
        for (var contentType : new String[] {"text/plain", "application/json; charset=ISO-8859-1", "application/xml"}) {
            var invalid = catchThrowableOfType(
                    InvalidEvent.class, () -> CloudEvent.binary(contentType, name -> "1.0", bytes("{}")));
            assertThat(invalid.violations()).extracting(Violation::field).contains("content-type");
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
