package io.backline.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.events.EventStream;
import io.backline.events.Streams;
import io.backline.system.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What may be read, written and shared out among replicas. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KubernetesStreamsTest {
    private static final int CONNECTIONS_OF_A_RELAY = 1;
    private static final int RESERVED_FOR_OPERATORS = 10;

    private final Kubernetes kubernetes = Kubernetes.rendered("production");

    @Test
    void every_stream_of_the_contract_has_a_topic() {
        assertThat(kubernetes.of("KafkaTopic")).extracting(Kubernetes::name).containsAll(streams());
    }

    @ParameterizedTest
    @MethodSource("services")
    void a_service_may_do_with_kafka_what_it_needs_and_no_more(String service) {
        var settings = new ServiceSettings(service).properties();
        var needed = new TreeSet<>(Set.of("group " + service + " Read"));
        read(settings).forEach(topic -> {
            needed.add("topic " + topic + " Describe,Read,Write"); // a replay writes to where it was read
            needed.add("topic " + topic + ".dead-letter Describe,Write");
        });
        Stream.of(settings.getProperty("backline.topics.written").split(","))
                .forEach(topic -> needed.add("topic " + topic + " Describe,Write"));

        assertThat(allowed(kubernetes.of("KafkaUser", service))).isEqualTo(needed);
    }

    @Test
    void the_autoscaler_may_look_and_nothing_else() {
        assertThat(allowed(kubernetes.of("KafkaUser", "autoscaler"))).allMatch(entry -> entry.endsWith(" Describe"));
    }

    @ParameterizedTest
    @MethodSource("services")
    void the_autoscaler_watches_every_stream_that_a_service_reads(String service) {
        var watched = scaling(service)
                .at("/triggers")
                .valueStream()
                .filter(trigger -> trigger.path("type").asText().equals("kafka"))
                .map(trigger -> trigger.path("metadata"))
                .toList();

        assertThat(watched)
                .extracting(trigger -> trigger.path("topic").asText())
                .containsExactlyInAnyOrderElementsOf(read(new ServiceSettings(service).properties()));
        assertThat(watched)
                .allMatch(trigger -> trigger.path("consumerGroup").asText().equals(service));
    }

    @ParameterizedTest
    @MethodSource("services")
    void no_replica_is_without_a_partition(String service) {
        assertThat(kubernetes.of("KafkaTopic"))
                .extracting(topic -> topic.at("/spec/partitions").asInt())
                .allMatch(partitions -> partitions >= mostReplicas(service));
    }

    /** While a new version is rolled out there is one replica more. */
    @ParameterizedTest
    @MethodSource("services")
    void the_database_has_a_connection_for_all_that_the_replicas_may_open(String service) {
        var database = kubernetes.of("Cluster", service.replace("-service", "-db"));
        var connections =
                database.at("/spec/postgresql/parameters/max_connections").asInt();

        assertThat((mostReplicas(service) + 1) * (poolSize() + CONNECTIONS_OF_A_RELAY) + RESERVED_FOR_OPERATORS)
                .isLessThanOrEqualTo(connections);
    }

    private JsonNode scaling(String service) {
        return kubernetes.of("ScaledObject", service).path("spec");
    }

    private int mostReplicas(String service) {
        return scaling(service).path("maxReplicaCount").asInt();
    }

    private static int poolSize() {
        var shared = new Properties();
        var file = Repository.root().resolve("messaging/src/main/resources/META-INF/microprofile-config.properties");
        try (var reader = Files.newBufferedReader(file)) {
            shared.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return Integer.parseInt(shared.getProperty("quarkus.datasource.jdbc.max-size"));
    }

    private static Set<String> allowed(JsonNode user) {
        return user.at("/spec/authorization/acls")
                .valueStream()
                .map(acl -> "%s %s %s"
                        .formatted(
                                acl.at("/resource/type").asText(),
                                acl.at("/resource/name").asText(),
                                acl.path("operations")
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .sorted()
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> read(Properties settings) {
        return settings.stringPropertyNames().stream()
                .filter(name -> name.matches("mp\\.messaging\\.incoming\\.[^.]+\\.connector"))
                .map(name -> name.split("\\.")[3])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> streams() {
        return Arrays.stream(Streams.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(field -> {
                    try {
                        return ((EventStream<?>) field.get(null)).topic();
                    } catch (IllegalAccessException hidden) {
                        throw new IllegalStateException(hidden);
                    }
                })
                .collect(Collectors.toSet());
    }

    static Stream<String> services() {
        return ServiceSettings.SERVICES.stream();
    }
}
