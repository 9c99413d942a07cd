package io.backline.order.console;

import io.backline.web.Problems;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Keeps the console from who makes a name of his own point at it (DNS rebinding): to the browser his pages and ours would be of one origin. That takes a public
 * name, so that addresses and names without a dot, as localhost or that of a Kubernetes Service, are ours anyway; others are where {@code backline.console.hosts}
 * says so.
 */
@ApplicationScoped
class OwnNames {
    private static final Pattern WITHOUT_DOT = Pattern.compile("[^.:]+");
    private static final Pattern ADDRESS = Pattern.compile("\\[[0-9a-fA-F:.]+]|\\d{1,3}(\\.\\d{1,3}){3}");

    private final List<String> hosts;

    OwnNames(ConsoleConfig config) {
        this.hosts = config.hosts().orElse(List.of());
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request, HttpServerRequest connection) {
        var name = connection.authority() == null ? "" : connection.authority().host();
        if (!Manners.isApi(request) && !isOurs(name)) {
            throw Problems.of(
                    421,
                    "Misdirected Request",
                    "the console does not go by this name; backline.console.hosts says by which it does",
                    List.of(),
                    Map.of());
        }
    }

    private boolean isOurs(String name) {
        return WITHOUT_DOT.matcher(name).matches()
                || ADDRESS.matcher(name).matches()
                || hosts.stream().anyMatch(name::equalsIgnoreCase);
    }
}
