package io.backline.system.deployment;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Of CloudNativePG's resources the fields that we use, by its API reference: there is no model of them in Java. */
final class CloudNativePg {
    private CloudNativePg() {}

    record Cluster(String apiVersion, String kind, ObjectMeta metadata, Spec spec) {}

    record Spec(
            @Nullable String imageName,
            @Nullable Integer instances,
            @Nullable Bootstrap bootstrap,
            @Nullable Storage storage,
            @Nullable Postgresql postgresql,
            @Nullable ResourceRequirements resources) {}

    record Bootstrap(InitDb initdb) {}

    record InitDb(
            @Nullable String database,
            @Nullable String owner,
            @Nullable String encoding,
            @Nullable LocaleProvider localeProvider,
            @Nullable String builtinLocale,
            @Nullable String locale) {}

    enum LocaleProvider {
        builtin,
        icu,
        libc
    }

    record Storage(Quantity size) {}

    /** Parameters are text, numbers too. */
    record Postgresql(
            @Nullable Map<String, String> parameters,
            @Nullable Synchronous synchronous) {}

    record Synchronous(Method method, int number) {}

    enum Method {
        any,
        first
    }
}
