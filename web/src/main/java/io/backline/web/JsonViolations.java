package io.backline.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.PropertyBindingException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with JSON that could not be read, without a word of Java. */
public final class JsonViolations {
    private static final Pattern MISSING = Pattern.compile("^Missing (?:required )?creator property '([^']+)'");
    private static final int LONGEST_QUOTE = 60;

    private JsonViolations() {}

    public static Violation of(JsonProcessingException wrong) {
        return of(wrong, "body");
    }

    /** {@code whole} is the field to name where the JSON as such is wrong. */
    public static Violation of(JsonProcessingException wrong, String whole) {
        var missing = missing(wrong);
        var path = path(wrong);
        if (missing != null) {
            return new Violation(path.isEmpty() ? missing : path + "." + missing, "is missing");
        }
        return new Violation(path.isEmpty() ? whole : path, reason(wrong));
    }

    private static @Nullable String missing(JsonProcessingException wrong) {
        var matcher = MISSING.matcher(String.valueOf(wrong.getOriginalMessage()));
        return wrong instanceof MismatchedInputException && matcher.find() ? matcher.group(1) : null;
    }

    private static String path(JsonProcessingException wrong) {
        var path = new StringBuilder();
        if (wrong instanceof JsonMappingException mapping) {
            for (var step : mapping.getPath()) {
                if (step.getFieldName() == null) {
                    path.append('[').append(step.getIndex()).append(']');
                } else {
                    path.append(path.isEmpty() ? "" : ".").append(shortened(step.getFieldName()));
                }
            }
        }
        return path.toString();
    }

    private static String reason(JsonProcessingException wrong) {
        return switch (wrong) {
            case PropertyBindingException unknown -> "is not a field here";
            case InvalidFormatException format ->
                "must be " + expected(format.getTargetType()) + ", got \""
                        + shortened(String.valueOf(format.getValue())) + '"';
            case MismatchedInputException mismatch -> mismatched(mismatch);
            case InputCoercionException tooLarge -> "is out of range";
            case StreamConstraintsException tooMuch -> "is nested too deep or too long" + where(wrong);
            case StreamReadException malformed -> malformed(malformed);
            case ValueInstantiationException refused
            when refused.getCause() instanceof IllegalArgumentException why -> String.valueOf(why.getMessage());
            case JsonMappingException wrapped
            when wrapped.getCause() instanceof JsonProcessingException cause -> reason(cause);
            default -> "cannot be read" + where(wrong);
        };
    }

    private static String mismatched(MismatchedInputException mismatch) {
        var message = String.valueOf(mismatch.getOriginalMessage());
        if (message.startsWith("Trailing token")) {
            return "goes on after its end" + where(mismatch);
        }
        var type = mismatch.getTargetType();
        return type == null ? "cannot be read" + where(mismatch) : "must be " + expected(type);
    }

    private static String malformed(StreamReadException malformed) {
        var message = String.valueOf(malformed.getOriginalMessage());
        if (message.startsWith("Duplicate field")) {
            return "holds a field twice" + where(malformed);
        }
        return (message.startsWith("Invalid UTF-8") ? "is not UTF-8" : "is not well-formed JSON") + where(malformed);
    }

    static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(Object::toString)
                                    .toList());
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (CharSequence.class.isAssignableFrom(type)) {
            return "text";
        }
        if (type == Instant.class) {
            return "an RFC 3339 time with offset";
        }
        if (type == UUID.class) {
            return "a UUID";
        }
        if (BigDecimal.class == type || type == double.class || type == Double.class) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
    }

    private static String where(JsonProcessingException wrong) {
        var location = wrong.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
