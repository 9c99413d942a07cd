package io.backline.order.console;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another service, asked by REST. That it is away, slow or says something else is an answer too: a page shows the rest. */
final class Neighbour {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static final long MOST = 4 * 1024 * 1024;

    private final String name;
    private final String url;
    private final Duration patience;

    Neighbour(String name, URI url, Duration patience) {
        this.name = name;
        this.url = url.toString().replaceFirst("/+$", "");
        this.patience = patience;
    }

    String name() {
        return name;
    }

    /** What is always there, though it may be empty. */
    <T> CompletableFuture<Answer<T>> list(String path, Class<T> type) {
        return ask(path, HttpRequest.newBuilder().GET()).handle((answer, away) -> read(answer, type));
    }

    /** What may not be there. */
    <T> CompletableFuture<Answer<T>> find(String path, Class<T> type) {
        return ask(path, HttpRequest.newBuilder().GET()).handle((answer, away) -> found(answer, type));
    }

    <T> CompletableFuture<Answer<T>> post(String path, Class<T> type) {
        return ask(path, HttpRequest.newBuilder().POST(BodyPublishers.noBody()))
                .handle((answer, away) -> found(answer, type));
    }

    /** Who sends slowly is given up as who does not answer: the request's own timeout ends with the headers. */
    private CompletableFuture<HttpResponse<byte[]>> ask(String path, HttpRequest.Builder request) {
        var asked = request.uri(URI.create(url + path))
                .timeout(patience)
                .header("Accept", "application/json")
                .build();
        var exchange = Client.HTTP.sendAsync(asked, headers -> new AtMost(MOST));
        return exchange.copy()
                .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, away) -> exchange.cancel(true));
    }

    /** It says itself that it has nothing of the kind: the 404 of somebody between us is no answer of it. */
    private <T> Answer<T> found(@Nullable HttpResponse<byte[]> answer, Class<T> type) {
        if (answer != null && answer.statusCode() == 404 && isProblem(answer)) {
            return Answer.nothing();
        }
        return read(answer, type);
    }

    private static boolean isProblem(HttpResponse<byte[]> answer) {
        return answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
    }

    private <T> Answer<T> read(@Nullable HttpResponse<byte[]> answer, Class<T> type) {
        if (answer == null) {
            return Answer.trouble(name + " does not answer.");
        }
        if (answer.statusCode() / 100 != 2) {
            return Answer.trouble(name + " answers " + answer.statusCode() + ".");
        }
        try {
            return Answer.of(JSON.readValue(answer.body(), type));
        } catch (IOException foreign) {
            return Answer.trouble(name + " answers something else than was asked.");
        }
    }

    /** Made when the first page needs it: a service that nobody looks at has none. */
    private static final class Client {
        static final HttpClient HTTP = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(1))
                .build();
    }
}
