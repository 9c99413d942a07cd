package io.backline.system.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** Where manifests name a secret. */
final class Secrets {
    private Secrets() {}

    static Stream<String> namedIn(JsonNode manifest) {
        var ofVariables = manifest.findValues("secretKeyRef").stream().map(reference -> reference.path("name"));
        var ofVolumes = manifest.findValues("secretName").stream();
        var ofTriggers = manifest.findValues("secretTargetRef").stream()
                .flatMap(JsonNode::valueStream)
                .map(reference -> reference.path("name"));
        return Stream.of(ofVariables, ofVolumes, ofTriggers)
                .flatMap(names -> names)
                .map(JsonNode::asText);
    }
}
