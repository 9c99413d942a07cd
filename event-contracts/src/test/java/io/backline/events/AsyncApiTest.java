package io.backline.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published document says what the records say: derived from the records here, compared with what is committed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AsyncApiTest {
    private static final JsonNode DOCUMENT = document();

    @Test
    void every_stream_is_a_channel_and_no_other_is() {
        assertThat(DOCUMENT.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(DOCUMENT.path("channels"))
                .extracting(channel -> channel.path("address").asText())
                .containsExactlyInAnyOrderElementsOf(
                        Contract.STREAMS.stream().map(EventStream::topic).toList());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void a_channel_lists_the_events_of_its_stream(EventStream<?> stream) {
        var events = Contract.all()
                .filter(contract -> contract.stream() == stream)
                .map(Contract::name)
                .toList();

        assertThat(channel(stream).path("messages").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(events);
        assertThat(channel(stream).at("/bindings/kafka/topic").asText()).isEqualTo(stream.topic());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void we_receive_what_warehouses_write_and_send_the_rest(EventStream<?> stream) {
        var ofWarehouses = stream == Streams.WAREHOUSE_STOCK || stream == Streams.WAREHOUSE_FULFILMENT;

        assertThat(DOCUMENT.path("operations"))
                .filteredOn(operation -> resolved(operation.path("channel")).equals(channel(stream)))
                .extracting(operation -> operation.path("action").asText())
                .containsExactly(ofWarehouses ? "receive" : "send");
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_message_is_named_by_its_wire_name(Contract contract) {
        assertThat(message(contract).path("name").asText()).isEqualTo(contract.type());
        assertThat(message(contract).path("summary").asText()).isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("own")
    void a_payload_of_ours_is_what_the_record_says(Contract contract) {
        assertThat(resolved(message(contract).path("payload"))).isEqualTo(object(contract.event()));
    }

    @ParameterizedTest
    @MethodSource("ofWarehouses")
    void a_payload_of_a_warehouse_is_its_schema(Contract contract) {
        assertThat(message(contract).at("/payload/$ref").asText()).isEqualTo("./schema/" + contract.name() + ".json");
    }

    @Test
    void no_message_or_schema_is_left_behind_by_an_event_that_is_gone() {
        assertThat(DOCUMENT.at("/components/messages").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(all().map(Contract::name).toList());
        assertThat(DOCUMENT.at("/components/schemas").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(own().map(Contract::name).toList());
    }

    static Stream<EventStream<?>> streams() {
        return Contract.STREAMS.stream();
    }

    static Stream<Contract> all() {
        return Contract.all();
    }

    static Stream<Contract> own() {
        return all().filter(contract -> !contract.isOfWarehouses());
    }

    static Stream<Contract> ofWarehouses() {
        return Contract.ofWarehouses();
    }

    private static JsonNode channel(EventStream<?> stream) {
        for (var channel : DOCUMENT.path("channels")) {
            if (channel.path("address").asText().equals(stream.topic())) {
                return channel;
            }
        }
        throw new AssertionError("no channel for " + stream);
    }

    private static JsonNode message(Contract contract) {
        return resolved(channel(contract.stream()).path("messages").path(contract.name()));
    }

    private static JsonNode resolved(JsonNode reference) {
        return DOCUMENT.at(reference.path("$ref").asText().substring(1));
    }

    private static ObjectNode object(Class<?> type) {
        var schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        var required = schema.putArray("required");
        var properties = schema.putObject("properties");
        for (var component : type.getRecordComponents()) {
            if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(component.getName());
            }
            properties.set(component.getName(), of(component));
        }
        return schema;
    }

    private static ObjectNode of(RecordComponent component) {
        return of(component.getAnnotatedType());
    }

    private static ObjectNode of(AnnotatedType annotated) {
        var schema = JsonNodeFactory.instance.objectNode();
        var type =
                annotated.getType() instanceof ParameterizedType generic ? generic.getRawType() : annotated.getType();
        if (type == String.class) {
            return schema.put("type", "string");
        } else if (type == UUID.class) {
            return schema.put("type", "string").put("format", "uuid");
        } else if (type == Instant.class) {
            return schema.put("type", "string").put("format", "date-time");
        } else if (type == int.class || type == Integer.class) {
            return schema.put("type", "integer").put("format", "int32");
        } else if (type == long.class || type == Long.class) {
            return schema.put("type", "integer").put("format", "int64");
        } else if (type == BigDecimal.class) {
            return schema.put("type", "number");
        } else if (type == List.class) {
            return schema.put("type", "array").<ObjectNode>set("items", of(argument(annotated, 0)));
        } else if (type == Map.class) {
            schema.put("type", "object");
            schema.putObject("propertyNames")
                    .set("enum", of(argument(annotated, 0)).path("enum"));
            return schema.<ObjectNode>set("additionalProperties", of(argument(annotated, 1)));
        } else if (type instanceof Class<?> choice && choice.isEnum()) {
            schema.put("type", "string");
            var names = schema.putArray("enum");
            Arrays.stream(choice.getEnumConstants()).map(Object::toString).forEach(names::add);
            return schema;
        } else if (type instanceof Class<?> inner && inner.isRecord()) {
            return object(inner);
        }
        throw new AssertionError("say here how the contract writes a " + type);
    }

    private static AnnotatedType argument(AnnotatedType annotated, int position) {
        return ((AnnotatedParameterizedType) annotated).getAnnotatedActualTypeArguments()[position];
    }

    private static JsonNode document() {
        try {
            return new YAMLMapper().readTree(Contract.resource("asyncapi.yaml"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
