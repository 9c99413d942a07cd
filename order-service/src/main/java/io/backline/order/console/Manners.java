package io.backline.order.console;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** What every page says of itself to the browser, and refusals as pages for who asked for one. */
@Singleton
class Manners {
    /** Pages load from here and nowhere else; what slips into one as script or style is not run. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    @ServerResponseFilter
    void answer(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getEntity() instanceof HttpProblem problem && wantsPage(request)) {
            response.setEntity(
                    Templates.refusal(Refusal.of(problem)).render(),
                    null,
                    MediaType.TEXT_HTML_TYPE.withCharset("utf-8"));
        }
        if (!isApi(request)) {
            response.getHeaders().putSingle("Content-Security-Policy", POLICY);
            response.getHeaders().putSingle("Referrer-Policy", "same-origin");
            response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }

    private static boolean wantsPage(ContainerRequestContext request) {
        var accepted = request.getHeaderString(HttpHeaders.ACCEPT);
        return accepted != null && accepted.toLowerCase(Locale.ROOT).contains(MediaType.TEXT_HTML) && !isApi(request);
    }

    /** All else that is answered here is a page, or leads to one. */
    static boolean isApi(ContainerRequestContext request) {
        return request.getUriInfo().getPath().startsWith("/api/");
    }

    /** Why there is no page. */
    record Refusal(int status, String title, String detail) {
        static Refusal of(HttpProblem problem) {
            return new Refusal(
                    problem.getStatusCode(),
                    switch (problem.getStatusCode()) {
                        case 400 -> "This cannot be asked";
                        case 403 -> "This is not done from there";
                        case 404 -> "There is nothing here";
                        case 405 -> "This is not done here";
                        case 421 -> "This is not the console of that name";
                        case 503 -> "Not now";
                        default -> problem.getStatusCode() >= 500 ? "Something went wrong here" : "This was not done";
                    },
                    problem.getDetail() == null ? "" : problem.getDetail());
        }
    }

    @CheckedTemplate(basePath = "console")
    static class Templates {
        static native TemplateInstance refusal(Refusal refusal);
    }
}
