package io.backline.web;

import io.backline.events.Json;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What a door may be asked in its query, by name and type. */
final class QueryParameters {
    private final Map<String, Type> types = new HashMap<>();

    private QueryParameters() {}

    static QueryParameters of(Method door) {
        var query = new QueryParameters();
        for (var parameter : door.getParameters()) {
            query.learn(parameter, parameter.getName(), parameter.getParameterizedType());
            if (parameter.isAnnotationPresent(BeanParam.class)) {
                for (var field : parameter.getType().getDeclaredFields()) {
                    query.learn(field, field.getName(), field.getGenericType());
                }
            }
        }
        return query;
    }

    /** The name that the sender gave the parameter; null for the body. */
    static @Nullable String nameInRequest(Parameter parameter) {
        var query = queryName(parameter, parameter.getName());
        if (query != null) {
            return query;
        }
        if (parameter.isAnnotationPresent(RestHeader.class)) {
            return or(parameter.getAnnotation(RestHeader.class).value(), parameter.getName());
        }
        if (parameter.isAnnotationPresent(RestPath.class)) {
            return or(parameter.getAnnotation(RestPath.class).value(), parameter.getName());
        }
        if (parameter.isAnnotationPresent(RestForm.class)) {
            return or(parameter.getAnnotation(RestForm.class).value(), parameter.getName());
        }
        if (parameter.isAnnotationPresent(HeaderParam.class)) {
            return parameter.getAnnotation(HeaderParam.class).value();
        }
        if (parameter.isAnnotationPresent(PathParam.class)) {
            return parameter.getAnnotation(PathParam.class).value();
        }
        return null;
    }

    List<Violation> check(Map<String, List<String>> query) {
        var wrong = new ArrayList<Violation>();
        query.forEach((name, values) -> {
            var type = types.get(name);
            if (type == null) {
                wrong.add(new Violation(name, "is not a query parameter here"));
                return;
            }
            if (values.size() > 1 && !isCollection(type)) {
                wrong.add(new Violation(name, "is given more than once"));
            }
            for (var value : values) {
                var reason = reason(value, element(type));
                if (reason != null) {
                    wrong.add(new Violation(name, reason));
                    return;
                }
            }
        });
        return wrong;
    }

    private void learn(AnnotatedElement element, String name, Type type) {
        var query = queryName(element, name);
        if (query != null) {
            types.put(query, type);
        }
    }

    private static @Nullable String queryName(AnnotatedElement element, String name) {
        if (element.isAnnotationPresent(RestQuery.class)) {
            return or(element.getAnnotation(RestQuery.class).value(), name);
        }
        return element.isAnnotationPresent(QueryParam.class)
                ? element.getAnnotation(QueryParam.class).value()
                : null;
    }

    private static @Nullable String reason(String value, Class<?> type) {
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            return "must be printable";
        }
        try {
            if (type == UUID.class) {
                return value.length() == 36 && UUID.fromString(value) != null ? null : "must be a UUID";
            }
            if (type == Instant.class) {
                Json.time(value);
            } else if (type == int.class || type == Integer.class) {
                Integer.parseInt(value);
            } else if (type == long.class || type == Long.class) {
                Long.parseLong(value);
            } else if (type == boolean.class || type == Boolean.class) {
                return value.equals("true") || value.equals("false") ? null : "must be true or false";
            } else if (type.isEnum() && !names(type).contains(value)) {
                return "must be one of " + String.join(", ", names(type));
            }
            return null;
        } catch (IllegalArgumentException | DateTimeException wrong) {
            return "must be " + JsonViolations.expected(type);
        }
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name())
                .toList();
    }

    private static boolean isCollection(Type type) {
        return Collection.class.isAssignableFrom(rawClass(type))
                || rawClass(type).isArray();
    }

    private static Class<?> element(Type type) {
        return type instanceof ParameterizedType generic && (isCollection(type) || rawClass(type) == Optional.class)
                ? rawClass(generic.getActualTypeArguments()[0])
                : rawClass(type);
    }

    private static Class<?> rawClass(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> Object.class;
        };
    }

    private static String or(String value, String otherwise) {
        return value.isEmpty() ? otherwise : value;
    }
}
