package io.backline.order.console;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.events.Json;
import io.backline.order.order.Fact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A fact of an order's history in words; the whole of it as it was told beside. */
record Told(Instant at, String title, List<String> sentences, String cause, String detail) {

    static Told of(Fact fact) {
        var detail = read(fact.detail());
        var sentences = new ArrayList<String>();
        var to = detail.path("to").asText("");
        if (!to.isEmpty()) {
            sentences.add((to.equals(detail.path("from").asText("")) ? "still " : "now ") + Words.words(to));
        }
        for (var field : List.of("kind", "reason", "by")) {
            var text = detail.path(field).asText("");
            if (!text.isEmpty()) {
                sentences.add(field + ": " + text);
            }
        }
        for (var effect : read(fact.effect())) {
            sentences.add(sentence(effect));
        }
        return new Told(fact.at(), Words.words(fact.what()), sentences, fact.cause(), fact.detail());
    }

    private static String sentence(JsonNode effect) {
        var line = effect.hasNonNull("lineNumber")
                ? "line " + effect.path("lineNumber").asText() + ": "
                : "";
        return line + effect.path("what").asText() + " " + shown(effect.path("from")) + " → "
                + shown(effect.path("to"));
    }

    private static String shown(JsonNode value) {
        var text = value.asText("–");
        return text.matches("[A-Z_]+") ? Words.words(text).toLowerCase(Locale.ROOT) : text;
    }

    private static JsonNode read(@Nullable String json) {
        try {
            return Json.read((json == null ? "{}" : json).getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
