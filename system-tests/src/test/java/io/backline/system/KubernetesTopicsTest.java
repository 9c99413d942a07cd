package io.backline.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.system.deployment.Kubernetes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConfigEntry.ConfigSource;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KubernetesTopicsTest {
    private final Backline backline = Backline.running();

    @Test
    void kubernetes_makes_the_very_topics_that_the_services_would_make_themselves() throws Exception {
        assertThat(topicsOnKubernetes()).isEqualTo(topicsOfTheServices());
    }

    private Map<String, Map<String, String>> topicsOfTheServices() throws ExecutionException, InterruptedException {
        var topics = new TreeMap<String, Map<String, String>>();
        try (var admin = Admin.create(Map.of("bootstrap.servers", backline.kafka()))) {
            var names = admin.listTopics().names().get().stream()
                    .filter(name -> name.startsWith(backline.topicPrefix()))
                    .toList();
            for (var topic : admin.describeTopics(names).allTopicNames().get().values()) {
                var settings = settings(admin, topic.name());
                settings.put("partitions", String.valueOf(topic.partitions().size()));
                topics.put(topic.name().substring(backline.topicPrefix().length()), settings);
            }
        }
        return topics;
    }

    /** What was said when the topic was made; all else is the broker's. */
    private static Map<String, String> settings(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                .filter(setting -> setting.source() == ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value, (one, other) -> one, TreeMap::new));
    }

    private static Map<String, Map<String, String>> topicsOnKubernetes() {
        var topics = new TreeMap<String, Map<String, String>>();
        for (var topic : Kubernetes.rendered("production").of("KafkaTopic")) {
            var settings = new TreeMap<String, String>();
            topic.at("/spec/config")
                    .properties()
                    .forEach(setting ->
                            settings.put(setting.getKey(), setting.getValue().asText()));
            settings.put("partitions", partitions(topic));
            topics.put(Kubernetes.name(topic), settings);
        }
        return topics;
    }

    private static String partitions(JsonNode topic) {
        return topic.at("/spec/partitions").asText();
    }
}
