package io.backline.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenEventsTest {
    @ParameterizedTest
    @MethodSource("all")
    void an_agreed_example_is_read_and_written_back_equal(Contract contract) throws IOException {
        var event = contract.read(contract.golden());

        assertThat(event).isInstanceOf(contract.event());
        assertThat(Contract.tree(Json.write(event))).isEqualTo(contract.golden());
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_agreed_example_shows_every_field(Contract contract) {
        assertThat(contract.golden().fieldNames()).toIterable().containsExactlyElementsOf(fieldsOf(contract.event()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void an_agreed_example_is_valid(Contract contract) throws IOException {
        assertThat(Contract.violations(contract.read(contract.golden()))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void a_field_that_a_newer_writer_added_is_ignored(Contract contract) throws IOException {
        var newer = contract.golden();
        newer.put("addedLater", "by a newer writer").putObject("andThis").put("deep", true);

        assertThat(contract.read(newer)).isEqualTo(contract.read(contract.golden()));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void every_event_has_a_wire_name(EventStream<?> stream) {
        var named = stream.types().values().stream().map(Class::getSimpleName);
        var anyOf = stream.types().values().iterator().next();

        var unnamed = Stream.concat(
                Stream.of("Unknown"),
                stream.tombstone("key").stream().map(erased -> erased.getClass().getSimpleName()));

        assertThat(recordsOf(sealedInterfaceOf(anyOf)))
                .extracting(Class::getSimpleName)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(named, unnamed).toList());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void a_type_that_a_newer_writer_may_know_reads_as_unknown(EventStream<?> stream) throws IOException {
        var event = stream.read(stream.prefix() + "InventedLater", "[1, 2".getBytes());

        assertThat(event.getClass().getSimpleName()).isEqualTo("Unknown");
        assertThat(event).hasToString("Unknown[type=" + stream.prefix() + "InventedLater]");
    }

    @Test
    void a_contact_without_value_is_an_erased_one() {
        assertThat(Streams.CUSTOMER_CONTACTS.tombstone("customer-7"))
                .hasValue(new ContactEvent.ContactErased("customer-7"));
        assertThat(Streams.ORDERS.tombstone("order")).isEmpty();
    }

    @Test
    void no_example_is_left_behind_by_an_event_that_is_gone() throws Exception {
        var golden = Path.of(GoldenEventsTest.class.getResource("/golden").toURI());
        try (var files = Files.walk(golden)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> "golden/" + golden.relativize(file))
                            .toList())
                    .containsExactlyInAnyOrderElementsOf(
                            all().map(Contract::goldenPath).toList());
        }
    }

    static Stream<Contract> all() {
        return Contract.all();
    }

    static Stream<EventStream<?>> streams() {
        return Contract.STREAMS.stream();
    }

    private static List<String> fieldsOf(Class<?> event) {
        return Arrays.stream(event.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static Class<?> sealedInterfaceOf(Class<?> event) {
        return event.getInterfaces().length == 0 ? event : sealedInterfaceOf(event.getInterfaces()[0]);
    }

    private static Stream<Class<?>> recordsOf(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(GoldenEventsTest::recordsOf)
                : Stream.of(type);
    }
}
