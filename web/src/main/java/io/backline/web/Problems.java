package io.backline.web;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refusals as RFC 9457 problems, to be thrown: {@code throw Problems.notFound("order … is not known")}. */
public final class Problems {
    private Problems() {}

    public static HttpProblem badRequest(Violation... violations) {
        return badRequest(List.of(violations));
    }

    public static HttpProblem badRequest(List<Violation> violations) {
        return of(400, "Bad Request", told(violations), violations, Map.of());
    }

    public static HttpProblem notFound(String detail) {
        return of(404, "Not Found", detail, List.of(), Map.of());
    }

    public static HttpProblem conflict(String detail, Map<String, ?> extras) {
        return of(409, "Conflict", detail, List.of(), extras);
    }

    public static HttpProblem unprocessable(String detail, Violation... violations) {
        return unprocessable(detail, List.of(violations));
    }

    public static HttpProblem unprocessable(String detail, List<Violation> violations) {
        return of(422, "Unprocessable Content", detail, violations, Map.of());
    }

    /** If-Match was left out. */
    public static HttpProblem preconditionRequired() {
        return of(428, "Precondition Required", "send If-Match with the version you saw", List.of(), Map.of());
    }

    /** If-Match names a version that is no longer the current one. */
    public static HttpProblem preconditionFailed(String detail) {
        return of(412, "Precondition Failed", detail, List.of(), Map.of());
    }

    /** Not now; the same request may be sent again. */
    public static HttpProblem unavailable(String detail) {
        return HttpProblem.builder(of(503, "Service Unavailable", detail, List.of(), Map.of()))
                .withHeader("Retry-After", "1")
                .build();
    }

    public static HttpProblem of(Status status, @Nullable String detail) {
        return of(status.getStatusCode(), status.getReasonPhrase(), detail, List.of(), Map.of());
    }

    public static HttpProblem of(
            int status, String title, @Nullable String detail, List<Violation> violations, Map<String, ?> extras) {
        var problem = HttpProblem.builder().withStatus(status).withTitle(title);
        if (detail != null) {
            problem.withDetail(detail);
        }
        if (!violations.isEmpty()) {
            problem.with("violations", List.copyOf(violations));
        }
        extras.forEach(problem::with);
        return problem.build();
    }

    private static String told(List<Violation> violations) {
        return violations.size() == 1
                ? violations.getFirst().field() + ": " + violations.getFirst().reason()
                : violations.size() + " fields are wrong";
    }
}
