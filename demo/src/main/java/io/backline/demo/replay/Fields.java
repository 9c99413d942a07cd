package io.backline.demo.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** The fields of one line; what is missing or of the wrong type is named. */
record Fields(JsonNode line) {
    String text(String name) throws BadLine {
        var value = optionalText(name);
        if (value == null) {
            throw new BadLine(name + " is missing");
        }
        return value;
    }

    @Nullable
    String optionalText(String name) throws BadLine {
        var value = line.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new BadLine(name + " is not text");
        }
        return value.asText().isBlank() ? null : value.asText();
    }

    /** Within the range of a quantity; anything else, say 3e9, is named and not cut. */
    int number(String name) throws BadLine {
        var value = line.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new BadLine(name + (value.isMissingNode() ? " is missing" : " is not an integer in range"));
        }
        return value.asInt();
    }

    Instant time(String name) throws BadLine {
        var time = optionalTime(name);
        if (time == null) {
            throw new BadLine(name + " is missing");
        }
        return time;
    }

    @Nullable
    Instant optionalTime(String name) throws BadLine {
        var text = optionalText(name);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException notATime) {
            throw new BadLine(name + " is not an RFC 3339 time with offset");
        }
    }

    Fields object(String name) throws BadLine {
        if (!line.path(name).isObject()) {
            throw new BadLine(name + " is missing");
        }
        return new Fields(line.path(name));
    }
}
