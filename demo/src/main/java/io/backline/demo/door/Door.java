package io.backline.demo.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The REST side of one service. What comes back is read loosely, as a partner's program would: fields that are new do not disturb. */
final class Door {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String service;
    private final URI url;
    private final Duration patience;

    /** {@code patience}: how long a service that is away or stumbles is asked again. Every request here may be repeated. */
    Door(String service, URI url, Duration patience) {
        this.service = service;
        this.url = url;
        this.patience = patience;
    }

    /** What a service said: status, body, and whether it had to be asked more than once. */
    record Reply(int status, String text, boolean repeated) {
        JsonNode json() {
            try {
                return text.isEmpty() ? MissingNode.getInstance() : JSON.readTree(text);
            } catch (JsonProcessingException notJson) {
                throw new DoorException("expected JSON, got " + shortened(text), notJson);
            }
        }

        /** One JSON value a line. */
        List<JsonNode> jsonLines() {
            var values = new ArrayList<JsonNode>();
            try {
                for (var line : text.lines().filter(each -> !each.isBlank()).toList()) {
                    values.add(JSON.readTree(line));
                }
            } catch (JsonProcessingException notJson) {
                throw new DoorException("expected JSON lines, got " + shortened(text), notJson);
            }
            return values;
        }

        boolean isSuccess() {
            return status / 100 == 2;
        }

        private static String shortened(String text) {
            return text.length() > 300 ? text.substring(0, 300) + "…" : text;
        }
    }

    /** Whether the service says it is ready; a reason if it is not. */
    String readiness() {
        try {
            var reply = HTTP.send(request("/q/health/ready").GET().build(), BodyHandlers.ofString());
            return reply.statusCode() == 200
                    ? ""
                    : service + " at " + url + " is not ready (" + reply.statusCode() + ")";
        } catch (IOException away) {
            return service + " does not answer at " + url;
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    /** The answer of a GET, which must succeed. */
    JsonNode get(String path, String... query) {
        return json(path, tryGet(path + query(query)));
    }

    /** The answer of a GET, or a missing node for 404. */
    JsonNode find(String path) {
        var reply = tryGet(path);
        return reply.status() == 404 ? MissingNode.getInstance() : json(path, reply);
    }

    private JsonNode json(String path, Reply reply) {
        if (!reply.isSuccess()) {
            throw new DoorException(service + " answered " + reply.status() + " to GET " + path + ": " + reply.text());
        }
        return reply.json();
    }

    Reply tryGet(String path) {
        return send(request(path).GET());
    }

    Reply post(String path, String contentType, String idempotencyKey, byte[] body) {
        var request = request(path).header("Content-Type", contentType);
        if (!idempotencyKey.isEmpty()) {
            request.header("Idempotency-Key", idempotencyKey);
        }
        return send(request.POST(BodyPublishers.ofByteArray(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(2));
    }

    private Reply send(HttpRequest.Builder builder) {
        var request = builder.build();
        var until = Instant.now().plus(patience);
        for (var attempt = 1; ; attempt++) {
            var last = Instant.now().isAfter(until);
            try {
                var answer = HTTP.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
                if (answer.statusCode() < 500 || last) {
                    return new Reply(answer.statusCode(), answer.body(), attempt > 1);
                }
            } catch (IOException away) {
                if (last) {
                    throw new DoorException(
                            service + " does not answer at " + url
                                    + (away instanceof ConnectException ? "" : ": " + away.getMessage()),
                            away);
                }
            } catch (InterruptedException interrupted) {
                throw interrupted(interrupted);
            }
            rest(Duration.ofMillis(Math.min(2_000, 50L << Math.min(attempt, 6))));
        }
    }

    static void rest(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            throw interrupted(interrupted);
        }
    }

    private static DoorException interrupted(InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return new DoorException("interrupted", interrupted);
    }

    private static String query(String... namesAndValues) {
        var query = new StringBuilder();
        for (var i = 0; i < namesAndValues.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(namesAndValues[i])
                    .append('=')
                    .append(encoded(namesAndValues[i + 1]));
        }
        return query.toString();
    }

    /** A value as part of a path or query. */
    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
