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
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Another service, asked by REST. That it is away, slow or says something else is an answer too: a page shows the rest. */
final class Neighbour {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String name;
    private final URI url;
    private final Duration patience;

    Neighbour(String name, URI url, Duration patience) {
        this.name = name;
        this.url = url;
        this.patience = patience;
    }

    String name() {
        return name;
    }

    <T> CompletableFuture<Answer<T>> get(String path, Class<T> type) {
        return ask(path, HttpRequest.newBuilder().GET(), type);
    }

    <T> CompletableFuture<Answer<T>> post(String path, Class<T> type) {
        return ask(path, HttpRequest.newBuilder().POST(BodyPublishers.noBody()), type);
    }

    private <T> CompletableFuture<Answer<T>> ask(String path, HttpRequest.Builder request, Class<T> type) {
        var asked = request.uri(URI.create(url + path))
                .timeout(patience)
                .header("Accept", "application/json")
                .build();
        return Client.HTTP.sendAsync(asked, BodyHandlers.ofByteArray()).handle((answer, away) -> read(answer, type));
    }

    private <T> Answer<T> read(@Nullable HttpResponse<byte[]> answer, Class<T> type) {
        if (answer == null) {
            return Answer.trouble(name + " does not answer.");
        }
        if (answer.statusCode() == 404) {
            return Answer.nothing();
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
