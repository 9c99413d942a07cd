package io.backline.web;

import io.backline.events.Json;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: the sort keys of the last row shown. Opaque to the caller, so that a list may change its order. */
public final class Cursor {
    private static final char SEPARATOR = '\n';
    private static final int LONGEST = 2_000;

    private final List<String> keys;

    private Cursor(List<String> keys) {
        this.keys = keys;
    }

    public static Cursor of(Object... keys) {
        var texts = new ArrayList<String>(keys.length);
        for (var key : keys) {
            texts.add(key.toString());
        }
        return new Cursor(texts);
    }

    /** Reads what a page of the same list gave as {@code next}; null where the list begins. Anything else is a 400 that names {@code cursor}. */
    public static @Nullable Cursor read(@Nullable String cursor, int keys) {
        if (cursor == null) {
            return null;
        }
        if (cursor.length() > LONGEST) {
            throw foreign();
        }
        try {
            var text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            var parts = List.of(text.split(String.valueOf(SEPARATOR), -1));
            if (parts.size() == keys) {
                return new Cursor(parts);
            }
        } catch (IllegalArgumentException notBase64) {
            throw foreign();
        }
        throw foreign();
    }

    public String text(int index) {
        var text = keys.get(index);
        if (text.indexOf('\0') >= 0) {
            throw foreign();
        }
        return text;
    }

    public UUID uuid(int index) {
        return parse(index, UUID::fromString);
    }

    public Instant instant(int index) {
        return parse(index, Json::time);
    }

    public int integer(int index) {
        return parse(index, Integer::valueOf);
    }

    public long number(int index) {
        return parse(index, Long::valueOf);
    }

    /** As it stands in {@code next}. */
    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(String.valueOf(SEPARATOR), keys).getBytes(StandardCharsets.UTF_8));
    }

    private <T> T parse(int index, Function<String, T> parser) {
        try {
            return parser.apply(keys.get(index));
        } catch (IllegalArgumentException | DateTimeException notOurs) {
            throw foreign();
        }
    }

    private static RuntimeException foreign() {
        return Problems.badRequest(new Violation("cursor", "is not one that this list gave"));
    }
}
