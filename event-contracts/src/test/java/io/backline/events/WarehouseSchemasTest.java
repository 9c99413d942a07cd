package io.backline.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Warehouses check what they send against the schemas, we check what comes with the records: both must say the same of every value. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WarehouseSchemasTest {
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
    private static final Map<String, JsonSchema> READ = new ConcurrentHashMap<>();

    @ParameterizedTest
    @MethodSource("events")
    void an_agreed_example_keeps_to_its_schema(Contract contract) {
        assertThat(schemaOf(contract).validate(contract.golden())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void a_schema_is_itself_a_schema_and_names_the_event(Contract contract) {
        var document = document(contract);
        var metaSchema = SCHEMAS.getSchema(SchemaLocation.of(VersionFlag.V202012.getId()), WITH_FORMATS);

        assertThat(metaSchema.validate(document)).isEmpty();
        assertThat(document.path("title").asText()).isEqualTo(contract.type());
        assertThat(document.path("$id").asText()).isEqualTo("https://backline.io/schema/" + contract.name() + ".json");
    }

    @ParameterizedTest
    @MethodSource("events")
    void schema_and_record_have_the_same_fields(Contract contract) {
        assertThat(document(contract).path("properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(componentsOf(contract.event()));
        assertThat(lineProperties(contract).fieldNames())
                .toIterable()
                .isSubsetOf(componentsOf(WarehouseFulfilmentEvent.LineUnits.class))
                .hasSize(contract.golden().has("lines") ? 3 : 0);
    }

    @ParameterizedTest
    @MethodSource("events")
    void schema_and_record_agree_on_what_may_be_left_out(Contract contract) {
        var disagreements = places(contract)
                .filter(place -> !agree(contract, place.without()))
                .toList();

        assertThat(disagreements).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("events")
    void schema_and_record_agree_on_every_kind_of_value(Contract contract) {
        var disagreements = places(contract)
                .flatMap(place -> values().filter(value -> !agree(contract, place.with(value)))
                        .map(value -> place.field() + " = " + shortened(value) + ": the schema says "
                                + keeps(contract, place.with(value))))
                .toList();

        assertThat(disagreements).isEmpty();
    }

    @Test
    void a_location_left_out_is_the_schemas_default() throws IOException {
        for (var contract : events().filter(event -> event.stream() == Streams.WAREHOUSE_STOCK)
                .filter(event -> event.golden().has("location"))
                .toList()) {
            var withoutLocation = contract.golden();
            withoutLocation.remove("location");
            var read = Contract.tree(Json.write(contract.read(withoutLocation)));

            assertThat(read.path("location")).isEqualTo(document(contract).at("/properties/location/default"));
        }
    }

    @Test
    void no_schema_is_left_behind_by_an_event_that_is_gone() throws Exception {
        try (var files = Files.list(
                Path.of(WarehouseSchemasTest.class.getResource("/schema").toURI()))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            events().map(event -> event.name() + ".json").toList());
        }
    }

    static Stream<Contract> events() {
        return Contract.ofWarehouses();
    }

    private static boolean agree(Contract contract, JsonNode data) {
        return keeps(contract, data) == contract.accepts(data);
    }

    private static boolean keeps(Contract contract, JsonNode data) {
        return schemaOf(contract).validate(data).isEmpty();
    }

    private static JsonSchema schemaOf(Contract contract) {
        return READ.computeIfAbsent(contract.name(), name -> SCHEMAS.getSchema(document(contract), WITH_FORMATS));
    }

    private static JsonNode document(Contract contract) {
        return Contract.tree(Contract.resource("schema/" + contract.name() + ".json"));
    }

    private static JsonNode lineProperties(Contract contract) {
        return document(contract).at("/properties/lines/items/properties");
    }

    private static List<String> componentsOf(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    /** A field of an example that a test fills with other values. */
    private record Place(Contract contract, String inside, String field) {
        JsonNode without() {
            var data = contract.golden();
            object(data).remove(field);
            return data;
        }

        JsonNode with(JsonNode value) {
            var data = contract.golden();
            object(data).set(field, value);
            return data;
        }

        private ObjectNode object(ObjectNode data) {
            return (ObjectNode) data.at(inside);
        }

        @Override
        public String toString() {
            return contract + inside + "/" + field;
        }
    }

    private static Stream<Place> places(Contract contract) {
        var outer = componentsOf(contract.event()).stream().map(field -> new Place(contract, "", field));
        var inner = contract.golden().has("lines")
                ? componentsOf(WarehouseFulfilmentEvent.LineUnits.class).stream()
                        .map(field -> new Place(contract, "/lines/1", field))
                : Stream.<Place>empty();
        return Stream.concat(outer, inner);
    }

    private static Stream<JsonNode> values() {
        var values = new ArrayList<JsonNode>();
        values.addAll(List.of(
                NullNode.instance, BooleanNode.TRUE, JsonNodeFactory.instance.objectNode(), lines(0), lines(1)));
        values.addAll(List.of(lines(2_000), lines(2_001), lines(1).add(NullNode.instance), lines(1).add("text")));
        for (var number : new int[] {0, 1, -1, 1_000_000, 1_000_001, -1_000_000, -1_000_001, Integer.MAX_VALUE}) {
            values.add(IntNode.valueOf(number));
        }
        values.addAll(List.of(
                DoubleNode.valueOf(1.5),
                LongNode.valueOf(1_764_000_000_000L),
                LongNode.valueOf(Integer.MAX_VALUE + 1L),
                BigIntegerNode.valueOf(BigInteger.TEN.pow(30))));
        for (var length : new int[] {0, 1, 64, 65, 128, 129, 500, 501}) {
            values.add(TextNode.valueOf("x".repeat(length)));
            values.add(TextNode.valueOf("😀".repeat(length)));
        }
        for (var text : List.of(
                " x",
                "x ",
                "\u00a0x",
                "x y",
                "\t",
                "x\n",
                "x\r\nBcc: eve@example.org",
                "\u0000",
                "\u0085",
                "\u2028",
                "\u2029",
                "\u200b",
                "\u202e",
                "\ud800",
                "\ue000",
                "é",
                "5",
                "true",
                "null",
                "2026-11-24T10:00:00Z",
                "2026-11-24T10:00:00.123456789+05:30",
                "2026-11-24T10:00:00",
                "2026-11-24T10:00Z",
                "2026-11-24",
                "2026-02-30T10:00:00Z",
                "2026-11-24T25:00:00Z",
                "2026-11-24 10:00:00Z",
                "+12026-11-24T10:00:00Z",
                "yesterday",
                "1764000000",
                "019ab3c0-7a10-7c4e-9d2b-3f5e8a6b1c09",
                "019AB3C0-7A10-7C4E-9D2B-3F5E8A6B1C09",
                "019ab3c07a107c4e9d2b3f5e8a6b1c09",
                "1-1-1-1-1",
                "AZqzwHoQfE6dKz9eimscCQ==",
                "{019ab3c0-7a10-7c4e-9d2b-3f5e8a6b1c09}")) {
            values.add(TextNode.valueOf(text));
        }
        return values.stream();
    }

    private static ArrayNode lines(int count) {
        var lines = JsonNodeFactory.instance.arrayNode();
        IntStream.rangeClosed(1, count)
                .forEach(number -> lines.addObject().put("lineNumber", number).put("quantity", 1));
        return lines;
    }

    private static String shortened(JsonNode value) {
        var text = value.toString();
        return text.length() > 60 ? text.substring(0, 60) + "… (" + text.length() + ")" : text;
    }
}
