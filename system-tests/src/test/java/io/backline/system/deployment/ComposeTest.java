package io.backline.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.backline.system.Repository;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ComposeTest {
    private final JsonNode compose =
            Yaml.documents(Repository.root().resolve("docker-compose.yml")).getFirst();

    @Test
    void it_follows_the_compose_specification() {
        assertThat(specification().validate(compose)).isEmpty();
    }

    @Test
    void a_misspelt_field_would_be_found() {
        ((ObjectNode) compose.at("/services/order-service")).put("healthchek", true);

        assertThat(specification().validate(compose)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_setting_is_one_that_its_service_reads(String service) {
        assertThat(compose.at("/services/" + service + "/environment").fieldNames())
                .toIterable()
                .isNotEmpty()
                .isSubsetOf(new ServiceSettings(service).variables());
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_service_is_built_by_the_one_containerfile_and_may_write_nothing_but_tmp(String service) {
        var described = compose.at("/services/" + service);

        assertThat(described.at("/build/dockerfile").asText()).isEqualTo("Containerfile");
        assertThat(described.at("/build/args/SERVICE").asText()).isEqualTo(service);
        assertThat(described.path("read_only").asBoolean()).isTrue();
        assertThat(described.path("tmpfs").asText()).startsWith("/tmp:");
        assertThat(described.path("volumes").isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("services")
    void every_service_has_a_database_of_its_own(String service) {
        var url = compose.at("/services/" + service + "/environment/QUARKUS_DATASOURCE_JDBC_URL")
                .asText();
        var database = url.substring(url.lastIndexOf('/') + 1);

        assertThat(compose.at("/configs/databases/content").asText()).contains("create database " + database + ";");
    }

    @Test
    void everything_is_healthy_before_it_counts_and_has_given_up_all_capabilities() {
        assertThat(compose.path("services")).allSatisfy(service -> {
            assertThat(service.at("/healthcheck/test")).isNotEmpty();
            assertThat(service.path("cap_drop")).extracting(JsonNode::asText).containsExactly("ALL");
            assertThat(service.path("restart").asText()).isEqualTo("unless-stopped");
        });
    }

    @Test
    void no_port_is_open_to_other_machines() {
        var ports = compose.path("services").findValues("ports").stream().flatMap(ComposeTest::texts);

        assertThat(ports).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void every_password_comes_from_outside_or_nothing_starts() {
        var passwords = compose.path("services").findValues("environment").stream()
                .flatMap(environment -> environment.properties().stream())
                .filter(variable -> variable.getKey().contains("PASSWORD"))
                .map(variable -> variable.getValue().asText());

        assertThat(passwords).isNotEmpty().allMatch(password -> password.startsWith("${POSTGRES_PASSWORD:?"));
    }

    private static JsonSchema specification() {
        return JsonSchemaFactory.getInstance(VersionFlag.V7)
                .getSchema(SchemaLocation.of("classpath:compose-spec/compose-spec.json"));
    }

    static Stream<String> services() {
        return ServiceSettings.SERVICES.stream();
    }

    private static Stream<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText);
    }
}
