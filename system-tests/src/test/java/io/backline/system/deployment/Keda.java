package io.backline.system.deployment;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of KEDA's resources the fields that we use, by its reference: there is no model of them in Java. */
final class Keda {
    private Keda() {}

    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, Scaling spec) {}

    record Scaling(Target scaleTargetRef, int minReplicaCount, int maxReplicaCount, List<Trigger> triggers) {}

    record Target(String name) {}

    /** Its metadata is text, numbers too. */
    record Trigger(
            Type type,
            Map<String, String> metadata,
            @Nullable MetricType metricType,
            @Nullable Target authenticationRef) {}

    enum Type {
        cpu,
        kafka
    }

    enum MetricType {
        Utilization,
        AverageValue
    }

    record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, Sources spec) {}

    record Sources(
            @Nullable List<Source> configMapTargetRef,
            @Nullable List<Source> secretTargetRef) {}

    record Source(String parameter, String name, String key) {}
}
