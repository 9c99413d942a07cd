package io.backline.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.backline.events.Json;
import io.backline.web.JsonViolations;
import io.backline.web.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One CloudEvent 1.0 with JSON data, however it was transported: its attributes one by one (binary mode) or the whole as JSON (structured mode). */
public record CloudEvent(
        String id,
        String source,
        String type,
        @Nullable Instant time,
        @Nullable Long sequence,
        byte[] data) {
    public static final String STRUCTURED = "application/cloudevents+json";
    public static final String BATCH = "application/cloudevents-batch+json";

    private static final int ENOUGH_VIOLATIONS = 100;
    private static final int LONGEST_ATTRIBUTE = 128;

    /** Binary mode: each attribute is a header of its own. */
    public static CloudEvent binary(
            @Nullable String contentType, Function<String, @Nullable String> attribute, byte @Nullable [] data)
            throws InvalidEvent {
        var wrong = new ArrayList<Violation>();
        if (contentType != null && !isJson(contentType)) {
            wrong.add(new Violation("content-type", "must be application/json"));
        }
        if (data == null) {
            wrong.add(new Violation("data", "must not be empty"));
        }
        return checked(attribute, data, wrong);
    }

    /** Structured mode: attributes and data in one JSON object. */
    public static CloudEvent structured(byte[] json) throws InvalidEvent {
        return structured(tree(json));
    }

    /** A JSON array of events in structured mode. A violation names the index: {@code [2].source}; a hundred of them are enough. */
    public static List<CloudEvent> batch(byte[] json) throws InvalidEvent {
        var array = tree(json);
        if (!array.isArray()) {
            throw new InvalidEvent("", "must be an array of CloudEvents");
        }
        var events = new ArrayList<CloudEvent>(array.size());
        var wrong = new ArrayList<Violation>();
        for (var index = 0; index < array.size() && wrong.size() < ENOUGH_VIOLATIONS; index++) {
            try {
                events.add(structured(array.get(index)));
            } catch (InvalidEvent invalid) {
                for (var violation : invalid.violations()) {
                    var field = violation.field().isEmpty() ? "" : "." + violation.field();
                    wrong.add(new Violation("[" + index + "]" + field, violation.reason()));
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new InvalidEvent(wrong);
        }
        return events;
    }

    public static boolean isStructured(@Nullable String contentType) {
        return contentType != null && mediaType(contentType).equals(STRUCTURED);
    }

    /** Where an event stands among those of its source, though the rest of it may be broken; null if that cannot be read or it is not counted. */
    static @Nullable Numbered number(Function<String, @Nullable String> attribute) {
        var wrong = new ArrayList<Violation>();
        var source = printable("source", attribute.apply("source"), wrong);
        var sequence = sequence(attribute.apply("sequence"), wrong);
        return sequence == null || !wrong.isEmpty() ? null : new Numbered(source, sequence);
    }

    static @Nullable Numbered number(byte[] structured) {
        try {
            var event = tree(structured);
            return number(name -> text(event.get(name), name, new ArrayList<>()));
        } catch (InvalidEvent unreadable) {
            return null;
        }
    }

    private static CloudEvent structured(JsonNode event) throws InvalidEvent {
        if (!event.isObject()) {
            throw new InvalidEvent("", "must be a CloudEvent as a JSON object");
        }
        var wrong = new ArrayList<Violation>();
        var contentType = event.path("datacontenttype");
        if (contentType.isTextual() && !isJson(contentType.textValue())) {
            wrong.add(new Violation("datacontenttype", "must be application/json"));
        }
        var data = data(event, wrong);
        return checked(name -> text(event.get(name), name, wrong), data, wrong);
    }

    private static CloudEvent checked(
            Function<String, @Nullable String> attribute, byte @Nullable [] data, List<Violation> wrong)
            throws InvalidEvent {
        var version = attribute.apply("specversion");
        if (!"1.0".equals(version)) {
            wrong.add(new Violation("specversion", "must be 1.0"));
        }
        var id = printable("id", attribute.apply("id"), wrong);
        var source = printable("source", attribute.apply("source"), wrong);
        var type = printable("type", attribute.apply("type"), wrong);
        var time = time(attribute.apply("time"), wrong);
        var sequence = sequence(attribute.apply("sequence"), wrong);
        if (!wrong.isEmpty() || data == null) {
            throw new InvalidEvent(wrong);
        }
        return new CloudEvent(id, source, type, time, sequence, data);
    }

    private static String printable(String name, @Nullable String value, List<Violation> wrong) {
        if (value == null || !isPrintable(value)) {
            wrong.add(new Violation(name, "must be 1 to 128 printable characters"));
            return "";
        }
        return value;
    }

    private static boolean isPrintable(String value) {
        var characters = value.codePointCount(0, value.length());
        return characters >= 1
                && characters <= LONGEST_ATTRIBUTE
                && value.codePoints().allMatch(CloudEvent::isPrintable);
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static @Nullable Instant time(@Nullable String value, List<Violation> wrong) {
        try {
            return value == null ? null : Json.time(value);
        } catch (DateTimeException notATime) {
            wrong.add(new Violation("time", "must be an RFC 3339 time with offset"));
            return null;
        }
    }

    private static @Nullable Long sequence(@Nullable String value, List<Violation> wrong) {
        try {
            return value == null ? null : Long.valueOf(value);
        } catch (NumberFormatException notANumber) {
            wrong.add(new Violation("sequence", "must be an integer"));
            return null;
        }
    }

    private static byte @Nullable [] data(JsonNode event, List<Violation> wrong) {
        try {
            var base64 = event.get("data_base64");
            if (base64 != null && base64.isTextual() && !event.has("data")) {
                return Base64.getDecoder().decode(base64.textValue());
            }
            var data = event.get("data");
            if (data != null && !data.isNull()) {
                return Json.write(data);
            }
            wrong.add(new Violation("data", "must not be empty"));
        } catch (IllegalArgumentException notBase64) {
            wrong.add(new Violation("data_base64", "must be Base64"));
        }
        return null;
    }

    private static @Nullable String text(@Nullable JsonNode value, String name, List<Violation> wrong) {
        if (value == null || value.isNull()) {
            return null;
        }
        if (name.equals("sequence") && value.isIntegralNumber()) {
            return value.asText();
        }
        if (!value.isTextual()) {
            wrong.add(new Violation(name, "must be text"));
            return null;
        }
        return value.textValue();
    }

    private static JsonNode tree(byte[] json) throws InvalidEvent {
        try {
            return Json.read(json, JsonNode.class);
        } catch (JsonProcessingException malformed) {
            throw new InvalidEvent(List.of(JsonViolations.of(malformed)));
        } catch (IOException notJson) {
            throw new InvalidEvent("", String.valueOf(notJson.getMessage()));
        } catch (UncheckedIOException notJson) {
            throw new InvalidEvent("", String.valueOf(notJson.getMessage()));
        }
    }

    private static boolean isJson(String contentType) {
        var mediaType = mediaType(contentType);
        return (mediaType.equals("application/json") || mediaType.equals("text/json"))
                && isUtf8(contentType.toLowerCase(Locale.ROOT));
    }

    private static boolean isUtf8(String contentType) {
        var charset = contentType.indexOf("charset=");
        return charset < 0
                || contentType.substring(charset + 8).replace("\"", "").strip().startsWith("utf-8");
    }

    private static String mediaType(String contentType) {
        var end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }
}
