package io.backline.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what the framework refuses into problems that name the field, without a word of Java. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** The library's own stand at 999. */
    private static final int BEFORE_THE_LIBRARY = 900;

    @ServerExceptionMapper(
            value = {
                JsonProcessingException.class,
                MismatchedInputException.class,
                InvalidFormatException.class,
                UnrecognizedPropertyException.class
            },
            priority = BEFORE_THE_LIBRARY)
    Response unreadable(JsonProcessingException wrong) {
        return Problems.badRequest(JsonViolations.of(wrong)).toResponse();
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARY)
    Response notText(CharConversionException wrong) {
        return Problems.badRequest(new Violation("body", "must be UTF-8")).toResponse();
    }

    @ServerExceptionMapper(
            value = {WebApplicationException.class, NotFoundException.class},
            priority = BEFORE_THE_LIBRARY)
    Response refused(WebApplicationException refusal) {
        if (refusal.getCause() instanceof JsonProcessingException wrong) {
            return unreadable(wrong);
        }
        var answer = refusal.getResponse();
        var status = answer.getStatusInfo();
        var problem = HttpProblem.builder()
                .withStatus(status)
                .withTitle(status.getReasonPhrase())
                .withDetail(detail(refusal));
        for (var header : List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.LOCATION)) {
            if (answer.getHeaderString(header) != null) {
                problem.withHeader(header, answer.getHeaderString(header));
            }
        }
        return problem.build().toResponse();
    }

    @ServerExceptionMapper(priority = BEFORE_THE_LIBRARY)
    Response invalid(ConstraintViolationException invalid, ResourceInfo door) {
        var violations = invalid.getConstraintViolations();
        if (violations.stream().anyMatch(ProblemMappers::isOurFault)) {
            LOG.error("an answer broke its own contract", invalid);
            return Problems.of(Response.Status.INTERNAL_SERVER_ERROR, null).toResponse();
        }
        return Problems.badRequest(violations.stream()
                        .map(violation -> new Violation(field(violation, door), violation.getMessage()))
                        .sorted(Comparator.comparing(Violation::field).thenComparing(Violation::reason))
                        .toList())
                .toResponse();
    }

    private static boolean isOurFault(ConstraintViolation<?> violation) {
        for (var node : violation.getPropertyPath()) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    /** A parameter by its name in the request; of a body the path inside it. */
    private static String field(ConstraintViolation<?> violation, ResourceInfo door) {
        var nodes = new ArrayList<Path.Node>();
        violation.getPropertyPath().forEach(nodes::add);
        if (nodes.getFirst().getKind() != ElementKind.METHOD) {
            return violation.getPropertyPath().toString();
        }
        var parameter = parameter(door, nodes.get(1));
        var name = QueryParameters.nameInRequest(parameter);
        if (nodes.size() == 2) {
            return name == null ? "body" : name;
        }
        return join(nodes.subList(2, nodes.size()), nodes.get(1));
    }

    private static Parameter parameter(ResourceInfo door, Path.Node node) {
        var index = node.as(Path.ParameterNode.class).getParameterIndex();
        return door.getResourceMethod().getParameters()[index];
    }

    private static String join(List<Path.Node> nodes, Path.Node argument) {
        var path = new StringBuilder();
        for (var node : nodes) {
            if (node.isInIterable()) {
                path.append('[')
                        .append(node.getIndex() == null ? node.getKey() : node.getIndex())
                        .append(']');
            }
            if (node.getKind() == ElementKind.CONTAINER_ELEMENT || node.getName() == null) {
                continue;
            }
            path.append(path.isEmpty() ? "" : ".").append(node.getName());
        }
        return path.isEmpty() ? argument.getName() : path.toString();
    }

    private static String detail(WebApplicationException refusal) {
        return switch (refusal.getResponse().getStatus()) {
            case 404 -> "there is nothing here";
            case 405 -> "this is not done here by that method";
            case 406 -> "this cannot be said in the media type you accept";
            case 415 -> "the body's content type is not understood here";
            default -> String.valueOf(refusal.getMessage());
        };
    }
}
