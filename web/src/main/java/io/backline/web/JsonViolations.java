package io.backline.web;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.IgnoredPropertyException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;

/** Says what is wrong with JSON that could not be read, without a word of Java. */
public final class JsonViolations {
    private static final int LONGEST_QUOTE = 60;

    private JsonViolations() {}

    public static Violation of(JsonProcessingException wrong) {
        return new Violation(field(wrong), reason(wrong));
    }

    private static String field(JsonProcessingException wrong) {
        var path = new StringBuilder();
        if (wrong instanceof JsonMappingException mapping) {
            for (Reference step : mapping.getPath()) {
                if (step.getFieldName() == null) {
                    path.append('[').append(step.getIndex()).append(']');
                } else {
                    path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
                }
            }
        }
        return path.toString();
    }

    private static String reason(JsonProcessingException wrong) {
        return switch (wrong) {
            case UnrecognizedPropertyException unknown -> "is not a field here";
            case IgnoredPropertyException unknown -> "is not a field here";
            case InvalidNullException missing -> "must not be null";
            case InvalidFormatException format ->
                "must be " + expected(format.getTargetType()) + ", got " + quoted(format.getValue());
            case MismatchedInputException mismatch -> mismatched(mismatch);
            case StreamConstraintsException tooMuch -> "is nested too deep or too large" + where(wrong);
            case JsonParseException malformed -> "is not well-formed JSON" + where(wrong);
            case JsonMappingException mapping
            when mapping.getCause() instanceof JsonProcessingException cause && cause != wrong -> reason(cause);
            default -> "cannot be read" + where(wrong);
        };
    }

    private static String mismatched(MismatchedInputException mismatch) {
        var type = mismatch.getTargetType();
        return type == null ? "cannot be read" + where(mismatch) : "must be " + expected(type);
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return "one of "
                    + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants())
                                    .map(Object::toString)
                                    .toList());
        }
        return type.getSimpleName();
    }

    private static String quoted(Object value) {
        var text = String.valueOf(value);
        return '"' + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + '"';
    }

    private static String where(JsonProcessingException wrong) {
        var location = wrong.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
