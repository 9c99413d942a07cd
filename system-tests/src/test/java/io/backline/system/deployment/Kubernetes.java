package io.backline.system.deployment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.system.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The manifests of k8s. */
public final class Kubernetes {
    private static final Path FOLDER = Repository.root().resolve("k8s");

    private static final Map<String, Kubernetes> RENDERED = new ConcurrentHashMap<>();

    private final List<JsonNode> manifests;

    private Kubernetes(List<JsonNode> manifests) {
        this.manifests = manifests;
    }

    /** As Kubernetes gets them. Skips the test where there is no kubectl to render them. */
    public static Kubernetes rendered(String overlay) {
        assumeTrue(isKubectlThere(), "there is no kubectl on the PATH to render k8s/overlays/" + overlay);
        return RENDERED.computeIfAbsent(overlay, Kubernetes::render);
    }

    private static Kubernetes render(String overlay) {
        try {
            var folder = FOLDER.resolve("overlays").resolve(overlay).toString();
            var process = new ProcessBuilder("kubectl", "kustomize", folder)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError("kubectl kustomize refuses " + folder);
            }
            return new Kubernetes(Yaml.documents(text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean isKubectlThere() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
    }

    /** As they stand in the files, patches too. */
    static Kubernetes written() {
        try (var files = Files.walk(FOLDER)) {
            return new Kubernetes(files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .flatMap(file -> Yaml.documents(file).stream())
                    .toList());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    List<JsonNode> all() {
        return manifests;
    }

    public List<JsonNode> of(String kind) {
        return manifests.stream()
                .filter(manifest -> manifest.at("/kind").asText().equals(kind))
                .toList();
    }

    List<JsonNode> services() {
        return of("Deployment").stream()
                .filter(deployment -> deployment
                        .at("/metadata/labels/app.kubernetes.io~1component")
                        .asText()
                        .equals("service"))
                .toList();
    }

    JsonNode of(String kind, String name) {
        return of(kind).stream()
                .filter(manifest -> name(manifest).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    public static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }
}
