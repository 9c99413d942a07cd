package io.backline.web;

import io.backline.events.Json;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Times in queries are RFC 3339 with offset, as everywhere. */
@Provider
public class InstantParameters implements ParamConverterProvider {

    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(
            Class<T> type, @Nullable Type genericType, Annotation @Nullable [] annotations) {
        return type == Instant.class ? (ParamConverter<T>) new Converter() : null;
    }

    private static final class Converter implements ParamConverter<Instant> {
        @Override
        public @Nullable Instant fromString(@Nullable String value) {
            return value == null ? null : Json.time(value);
        }

        @Override
        public String toString(Instant value) {
            return value.toString();
        }
    }
}
