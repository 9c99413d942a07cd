package io.backline.system.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KubernetesTest {

    @Test
    void what_is_written_has_no_field_that_its_kind_does_not_know() {
        assertThat(Kubernetes.written().all()).isNotEmpty().allSatisfy(KubernetesTest::isKnown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void what_is_rendered_has_no_field_that_its_kind_does_not_know(String overlay) {
        assertThat(Kubernetes.rendered(overlay).all()).isNotEmpty().allSatisfy(KubernetesTest::isKnown);
    }

    @Test
    void a_misspelt_field_would_be_found_in_every_kind() {
        var manifests = Kubernetes.rendered("production").all().stream()
                .filter(manifest -> manifest.has("spec"))
                .map(manifest -> manifest.<JsonNode>deepCopy())
                .toList();

        assertThat(manifests).isNotEmpty().allSatisfy(manifest -> {
            ((ObjectNode) manifest.get("spec")).put("replikas", 2);
            assertThatThrownBy(() -> Model.of(manifest)).isInstanceOf(UnrecognizedPropertyException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void every_setting_is_one_that_its_service_reads(String overlay) {
        assertThat(Kubernetes.rendered(overlay).services()).hasSize(3).allSatisfy(deployment -> {
            var settings = new ServiceSettings(Kubernetes.name(deployment));
            assertThat(container(deployment).at("/env"))
                    .isNotEmpty()
                    .extracting(variable -> variable.path("name").asText())
                    .doesNotHaveDuplicates()
                    .isSubsetOf(settings.variables());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void every_container_is_restricted_probed_and_measured(String overlay) {
        assertThat(Kubernetes.rendered(overlay).of("Deployment")).allSatisfy(deployment -> {
            var pod = deployment.at("/spec/template/spec");
            assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
            assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
            assertThat(pod.path("containers")).hasSize(1);

            var container = container(deployment);
            var security = container.path("securityContext");
            assertThat(security.path("readOnlyRootFilesystem").asBoolean()).isTrue();
            assertThat(security.path("allowPrivilegeEscalation").asBoolean(true))
                    .isFalse();
            assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
            assertThat(container.path("volumeMounts"))
                    .extracting(mount -> mount.path("mountPath").asText())
                    .contains("/tmp");
            assertThat(container.fieldNames()).toIterable().contains("startupProbe", "readinessProbe", "livenessProbe");
            assertThat(container.at("/resources/requests").fieldNames())
                    .toIterable()
                    .contains("cpu", "memory");
            assertThat(container.at("/resources/limits").fieldNames())
                    .toIterable()
                    .contains("memory");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void every_service_has_an_address_that_leads_to_it_and_a_disruption_budget(String overlay) {
        var kubernetes = Kubernetes.rendered(overlay);

        assertThat(kubernetes.services()).allSatisfy(deployment -> {
            var labels = deployment.at("/spec/template/metadata/labels").properties();
            var name = Kubernetes.name(deployment);
            var address = kubernetes.of("Service", name);
            assertThat(labels).containsAll(address.at("/spec/selector").properties());
            assertThat(container(deployment).at("/ports/0/name").asText())
                    .isEqualTo(address.at("/spec/ports/0/targetPort").asText());
            assertThat(labels)
                    .containsAll(kubernetes
                            .of("PodDisruptionBudget", name)
                            .at("/spec/selector/matchLabels")
                            .properties());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void every_secret_is_made_by_an_operator_but_the_login_to_the_mail_server(String overlay) {
        var kubernetes = Kubernetes.rendered(overlay);
        var made = new HashSet<>(Set.of("mail"));
        kubernetes.of("KafkaUser").forEach(user -> made.add(Kubernetes.name(user)));
        kubernetes.of("Kafka").forEach(kafka -> made.add(Kubernetes.name(kafka) + "-cluster-ca-cert"));
        kubernetes.of("Cluster").forEach(cluster -> {
            made.add(Kubernetes.name(cluster) + "-app");
            made.add(Kubernetes.name(cluster) + "-ca");
        });

        assertThat(kubernetes.of("Secret")).isEmpty();
        assertThat(kubernetes.all().stream().flatMap(manifest -> Secrets.namedIn(manifest)))
                .isNotEmpty()
                .isSubsetOf(made);
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void no_password_stands_in_it(String overlay) {
        var variables = Kubernetes.rendered(overlay).services().stream()
                .flatMap(deployment -> container(deployment).path("env").valueStream());

        assertThat(variables)
                .filteredOn(variable -> variable.path("name").asText().matches(".*(PASSWORD|JAAS|USERNAME).*"))
                .isNotEmpty()
                .allMatch(variable -> variable.at("/valueFrom").has("secretKeyRef"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void nothing_may_talk_but_as_some_other_policy_says(String overlay) {
        var nothing =
                Kubernetes.rendered(overlay).of("NetworkPolicy", "nothing").path("spec");

        assertThat(nothing.path("podSelector")).isEmpty();
        assertThat(nothing.path("policyTypes")).extracting(JsonNode::asText).containsExactly("Ingress", "Egress");
        assertThat(nothing.has("ingress") || nothing.has("egress")).isFalse();
    }

    private static void isKnown(JsonNode manifest) {
        assertThatCode(() -> Model.of(manifest))
                .as("%s %s", manifest.path("kind").asText(), Kubernetes.name(manifest))
                .doesNotThrowAnyException();
    }

    private static JsonNode container(JsonNode deployment) {
        return deployment.at("/spec/template/spec/containers/0");
    }
}
