package io.backline.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Stands before every door: a query that asks for what is not there, and a body without end, go no further. */
@Singleton
class RequestGuard {
    static final long LARGEST_BODY = 10_000_000;

    private final Map<Method, QueryParameters> doors = new ConcurrentHashMap<>();

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo door) {
        var method = door.getResourceMethod();
        if (method == null) {
            return;
        }
        checkPath(request);
        checkQuery(request, method);
        if (!method.isAnnotationPresent(UnlimitedBody.class)) {
            limitBody(request);
        }
    }

    /** No id holds control characters; the database could not even be asked for one. */
    private static void checkPath(ContainerRequestContext request) {
        for (var values : request.getUriInfo().getPathParameters().values()) {
            if (values.stream().anyMatch(value -> value.codePoints().anyMatch(Character::isISOControl))) {
                throw Problems.notFound("there is nothing here");
            }
        }
    }

    private void checkQuery(ContainerRequestContext request, Method door) {
        Map<String, List<String>> query = request.getUriInfo().getQueryParameters();
        if (query.isEmpty()) {
            return;
        }
        var wrong = doors.computeIfAbsent(door, QueryParameters::of).check(query);
        if (!wrong.isEmpty()) {
            throw Problems.badRequest(wrong);
        }
    }

    private static void limitBody(ContainerRequestContext request) {
        var length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > LARGEST_BODY) {
            throw tooLarge();
        }
        if (length == null && request.hasEntity()) {
            request.setEntityStream(new LimitedBody(request.getEntityStream(), LARGEST_BODY));
        }
    }

    static HttpProblem tooLarge() {
        return HttpProblem.builder()
                .withStatus(413)
                .withTitle("Content Too Large")
                .withDetail("a body has at most 10 MB here")
                .with("violations", List.of(new Violation("body", "must be at most 10 MB")))
                .withHeader("Connection", "close")
                .build();
    }
}
