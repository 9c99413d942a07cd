package io.backline.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How event data is written and read: RFC 3339 times with offset, no guessing of types, unknown fields ignored. */
public final class Json {
    private static final ObjectMapper MAPPER = strict(JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(constraints()).build()))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private Json() {}

    /** Takes every setting that keeps a wrong value from being read as a right one; unknown fields are the caller's choice. */
    public static JsonMapper.Builder strict(JsonMapper.Builder builder) {
        builder.addModule(new JavaTimeModule())
                .addModule(new SimpleModule("exact")
                        .addDeserializer(Instant.class, new Rfc3339())
                        .addDeserializer(UUID.class, new Rfc9562()))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .withCoercionConfig(
                        LogicalType.Textual, texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
        return builder;
    }

    /** Nobody nests an order deeper than this or says more at once: what does is refused before it costs stack, or a hundred times its size in memory. */
    public static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(32)
                .maxTokenCount(2_000_000)
                .build();
    }

    /** Reads an RFC 3339 time with offset; looser forms of ISO 8601 are no times here. */
    public static Instant time(String text) {
        if (!isShapedLikeRfc3339(text)) {
            throw new DateTimeParseException("expected an RFC 3339 time with offset", text, 0);
        }
        return OffsetDateTime.parse(text).toInstant();
    }

    /** What ISO 8601 allows beyond it: years beyond 9999 and year 0, no seconds, a fraction without digits, offsets of hours or with seconds. */
    private static boolean isShapedLikeRfc3339(String text) {
        var length = text.length();
        return length >= "1970-01-01T00:00:00Z".length()
                && text.charAt(4) == '-'
                && text.charAt(16) == ':'
                && (text.charAt(19) != '.' || Character.isDigit(text.charAt(20)))
                && !text.startsWith("0000")
                && (isOneOf("Zz", text.charAt(length - 1)) || isOneOf("+-", text.charAt(length - 6)));
    }

    private static boolean isOneOf(String characters, char found) {
        return characters.indexOf(found) >= 0;
    }

    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        T value = MAPPER.readValue(json, type);
        if (value == null) {
            throw new IOException("expected an object, got null");
        }
        return value;
    }

    /** Only text with seconds and offset is a moment: no epoch numbers, no local times, no years beyond 9999. */
    private static final class Rfc3339 extends StdDeserializer<Instant> {
        Rfc3339() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (Instant) context.handleUnexpectedToken(Instant.class, parser);
            }
            try {
                return time(parser.getText());
            } catch (DateTimeParseException notATime) {
                return (Instant) context.handleWeirdStringValue(
                        Instant.class, parser.getText(), "expected an RFC 3339 time with offset");
            }
        }
    }

    /** Only the usual 36 characters: Jackson alone would take Base64 for an id too. */
    private static final class Rfc9562 extends StdDeserializer<UUID> {
        Rfc9562() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                return (UUID) context.handleUnexpectedToken(UUID.class, parser);
            }
            var text = parser.getText();
            var id = id(text);
            return id != null ? id : (UUID) context.handleWeirdStringValue(UUID.class, text, "expected a UUID");
        }

        private static @Nullable UUID id(String text) {
            try {
                var id = UUID.fromString(text);
                return id.toString().equalsIgnoreCase(text) ? id : null;
            } catch (IllegalArgumentException notAnId) {
                return null;
            }
        }
    }
}
