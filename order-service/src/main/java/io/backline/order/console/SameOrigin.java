package io.backline.order.console;

import io.backline.web.Problems;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.net.URI;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages of other sites from acting here through an operator's browser (CSRF). Nobody is asked to log in, so there is no session to bind a token to:
 * the browser itself says where a request comes from, by {@code Sec-Fetch-Site} or, where that is not sent, by {@code Origin}. Whoever says neither is no
 * browser, and may use the REST doors, but not the forms.
 */
@Singleton
class SameOrigin {
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @ServerRequestFilter
    void check(ContainerRequestContext request, HttpServerRequest connection) {
        if (!SAFE.contains(request.getMethod()) && !isFromHere(request, connection)) {
            throw Problems.of(Status.FORBIDDEN, "this was sent from another site");
        }
    }

    private static boolean isFromHere(ContainerRequestContext request, HttpServerRequest connection) {
        var site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        var origin = request.getHeaderString("Origin");
        return origin == null ? isProgram(request) : isOf(origin, connection.getHeader(HttpHeaders.HOST));
    }

    /** Browsers say where they send a form from. Programs need not, and some call the lack of a body a form. */
    private static boolean isProgram(ContainerRequestContext request) {
        var isForm = request.getMediaType() != null
                && request.getMediaType().isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        return !isForm || request.getUriInfo().getPath().startsWith("/api/");
    }

    private static boolean isOf(String origin, @Nullable String host) {
        try {
            return host != null && host.equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }
}
