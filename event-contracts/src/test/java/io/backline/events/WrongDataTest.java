package io.backline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.backline.events.WarehouseStockEvent.StockReceived;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WrongDataTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sku        | 5",
                "sku        | 1.5",
                "sku        | true",
                "sku        | {}",
                "sku        | [\"TEAPOT\"]",
                "quantity   | '\"5\"'",
                "quantity   | 1.5",
                "quantity   | 1.0",
                "quantity   | 1e3",
                "quantity   | true",
                "quantity   | null",
                "quantity   | 3000000000",
                "quantity   | [5]",
                "receivedAt | 1764000000",
                "receivedAt | 1764000000.5",
                "receivedAt | '\"1764000000\"'",
                "receivedAt | '\"2026-11-24\"'",
                "receivedAt | '\"2026-11-24T10:00:00\"'",
                "receivedAt | '\"2026-11-24T10:00Z\"'",
                "receivedAt | '\"+12026-11-24T10:00:00Z\"'",
                "receivedAt | '\"\"'",
            })
    void a_value_of_another_type_is_refused_by_name(String field, String value) {
        assertThatThrownBy(() -> received(field, value))
                .isInstanceOfSatisfying(JsonMappingException.class, refused -> assertThat(refused.getPath())
                        .extracting(JsonMappingException.Reference::getFieldName)
                        .containsExactly(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sku        | null        | must be 1 to 64 printable characters without leading or trailing blank",
                "sku        | '\" TEA\"'  | must be 1 to 64 printable characters without leading or trailing blank",
                "sku        | '\"A\\nB\"' | must be 1 to 64 printable characters without leading or trailing blank",
                "location   | '\"\"'      | must be 1 to 64 printable characters without leading or trailing blank",
                "quantity   | 0           | must be an integer from 1 to 1,000,000",
                "quantity   | -3          | must be an integer from 1 to 1,000,000",
                "quantity   | 1000001     | must be an integer from 1 to 1,000,000",
                "receivedAt | null        | must not be null",
                "inboundId  | '\"\"'      | must be 1 to 128 printable characters",
            })
    void a_value_out_of_bounds_is_refused_by_name(String field, String value, String reason) throws IOException {
        assertThat(Contract.violations(received(field, value)))
                .extracting(violation -> violation.getPropertyPath() + " " + violation.getMessage())
                .containsExactly(field + " " + reason);
    }

    @Test
    void a_wrong_line_is_refused_by_its_place() throws IOException {
        var picked = fulfilment("PickStarted", """
                {"orderId": "019ab3c0-7a10-7c4e-9d2b-3f5e8a6b1c01", "pickedAt": "2026-11-24T10:00:00Z",
                 "lines": [{"lineNumber": 1, "quantity": 1}, {"lineNumber": 0, "quantity": 2000000, "location": " "}, null]}""");

        assertThat(Contract.violations(picked))
                .extracting(violation -> violation.getPropertyPath().toString())
                .containsExactlyInAnyOrder(
                        "lines[1].lineNumber", "lines[1].quantity", "lines[1].location", "lines[2].<list element>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1-1-1-1-1", "AZqzwHoQfE6dKz9eimscCQ==", "", "order-7"})
    void an_order_id_that_is_no_uuid_is_refused_by_name(String orderId) {
        assertThatThrownBy(() -> fulfilment(
                        "Delivered",
                        "{\"orderId\": \"" + orderId
                                + "\", \"shipmentId\": \"S-1\", \"deliveredAt\": \"2026-11-24T10:00:00Z\"}"))
                .hasMessageContaining("orderId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "{", "{} {}", "{\"sku\": \"A\", \"sku\": \"B\"}", "not json"})
    void data_that_is_no_object_is_refused(String data) {
        assertThatThrownBy(() -> Streams.WAREHOUSE_STOCK.read("io.backline.warehouse.StockReceived", data.getBytes()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void nesting_too_deep_is_refused_even_in_a_field_that_nobody_knows() {
        assertThatThrownBy(() -> received("addedLater", "[".repeat(5_000) + "]".repeat(5_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("depth");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        byte[] latin1 = {'{', '"', 's', 'k', 'u', '"', ':', '"', (byte) 0xE9, '"', '}'};

        assertThatThrownBy(() -> Streams.WAREHOUSE_STOCK.read("io.backline.warehouse.StockReceived", latin1))
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01T00:00:00.",
                "2026-01-01T00:00:00.Z",
                "2026-01-01T00:00:00",
                "2026-01-01T00:00Z",
                "2026-01-01T00:00:00+01",
                "2026-01-01T00:00:00+01:00:00",
                "2026-01-01T00:00:00.1234567890Z",
                "+12026-01-01T00:00:00Z",
                "0000-01-01T00:00:00Z",
                "2026-01-01",
                "Z",
                ""
            })
    void a_time_that_is_not_as_rfc_3339_says_is_refused_by_name(String time) {
        assertThatThrownBy(() -> Json.time(time)).isInstanceOf(DateTimeParseException.class);
        assertThatThrownBy(() -> received("receivedAt", "\"" + time + "\"")).hasMessageContaining("receivedAt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01t00:00:00z", "2026-01-01T00:00:00.5Z", "2026-01-01T01:00:00.000000000+01:00"})
    void a_time_may_have_a_fraction_small_letters_or_an_offset(String time) {
        assertThat(Json.time(time))
                .isBetween(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00.5Z"));
    }

    @Test
    void a_time_with_another_offset_is_the_same_moment() throws IOException {
        var received = (StockReceived) received("receivedAt", "\"2026-11-24T15:30:00+05:30\"");

        assertThat(received.receivedAt()).isEqualTo(Instant.parse("2026-11-24T10:00:00Z"));
    }

    private static WarehouseStockEvent received(String field, String value) throws IOException {
        var data = (ObjectNode) Contract.tree("""
                {"sku": "TEAPOT", "location": "BERLIN", "quantity": 5, "receivedAt": "2026-11-24T10:00:00Z", "inboundId": "PO-1"}""".getBytes());
        data.remove(field);
        var others = data.toString();
        var json = others.substring(0, others.length() - 1) + ", \"" + field + "\": " + value + "}";
        return Streams.WAREHOUSE_STOCK.read("io.backline.warehouse.StockReceived", json.getBytes());
    }

    private static WarehouseFulfilmentEvent fulfilment(String name, String data) throws IOException {
        return Streams.WAREHOUSE_FULFILMENT.read("io.backline.warehouse." + name, data.getBytes());
    }
}
