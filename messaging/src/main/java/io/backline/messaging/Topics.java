package io.backline.messaging;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Names of topics here and now: the contract's, behind the prefix of this installation. */
@Singleton
class Topics {
    private final String prefix;

    Topics(@ConfigProperty(name = "backline.topic-prefix", defaultValue = "") java.util.Optional<String> prefix) {
        this.prefix = prefix.orElse("");
    }

    String named(String topic) {
        return prefix + topic;
    }

    static String deadLetters(String topic) {
        return topic + ".dead-letter";
    }
}
