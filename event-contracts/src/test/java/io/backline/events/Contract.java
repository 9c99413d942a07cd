package io.backline.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** One event of the contract with its golden example, as the tests of the contract walk through them. */
record Contract(EventStream<?> stream, String type, Class<?> event) {
    static final List<EventStream<?>> STREAMS = List.of(
            Streams.ORDERS,
            Streams.ALLOCATIONS,
            Streams.STOCK,
            Streams.NOTICES,
            Streams.CUSTOMER_CONTACTS,
            Streams.WAREHOUSE_STOCK,
            Streams.WAREHOUSE_FULFILMENT);

    private static final ObjectMapper TREES = new ObjectMapper();
    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    static Stream<Contract> all() {
        return STREAMS.stream().flatMap(stream -> stream.types().entrySet().stream()
                .map(type -> new Contract(stream, type.getKey(), type.getValue())));
    }

    static Stream<Contract> ofWarehouses() {
        return all().filter(Contract::isOfWarehouses);
    }

    boolean isOfWarehouses() {
        return stream == Streams.WAREHOUSE_STOCK || stream == Streams.WAREHOUSE_FULFILMENT;
    }

    /** The event's name without the prefix of its stream. */
    String name() {
        return type.substring(stream.prefix().length());
    }

    String goldenPath() {
        return "golden/" + stream.topic() + "/" + name() + ".json";
    }

    ObjectNode golden() {
        return (ObjectNode) tree(resource(goldenPath()));
    }

    Object read(JsonNode data) throws IOException {
        return stream.read(type, TREES.writeValueAsBytes(data));
    }

    /** What a service does with an event that comes: it is read, then validated. */
    boolean accepts(JsonNode data) {
        try {
            return violations(read(data)).isEmpty();
        } catch (IOException refused) {
            return false;
        }
    }

    static List<ConstraintViolation<Object>> violations(Object event) {
        return List.copyOf(VALIDATOR.validate(event));
    }

    static JsonNode tree(byte[] json) {
        try {
            return TREES.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    static byte[] resource(String path) {
        try (var in = Contract.class.getClassLoader().getResourceAsStream(path)) {
            if (in == null) {
                throw new AssertionError("there is no " + path);
            }
            return in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public String toString() {
        return type;
    }
}
