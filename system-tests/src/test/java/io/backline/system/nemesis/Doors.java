package io.backline.system.nemesis;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The replicas of a service as a client behind a load balancer sees them: who does not answer, or says 5xx, is not asked again but another. */
final class Doors {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<URI> replicas;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong failures = new AtomicLong();

    Doors(List<Replica> replicas) {
        this.replicas = replicas.stream().map(Replica::url).toList();
    }

    /** Repeats the same request until one of them has answered it; no fault takes as long as we wait. */
    HttpResponse<byte[]> post(String path, String contentType, String idempotencyKey, byte[] body)
            throws InterruptedException {
        for (var until = System.nanoTime() + LONGEST.toNanos(); System.nanoTime() < until; ) {
            var replica = replicas.get(Math.floorMod(next.getAndIncrement(), replicas.size()));
            var request = HttpRequest.newBuilder(replica.resolve(path))
                    .timeout(PATIENCE)
                    .header("Content-Type", contentType)
                    .header("Idempotency-Key", idempotencyKey)
                    .POST(BodyPublishers.ofByteArray(body))
                    .build();
            try {
                var answer = http.send(request, BodyHandlers.ofByteArray());
                if (answer.statusCode() < 500) {
                    return answer;
                }
            } catch (IOException away) {
                // the other one may be there
            }
            failures.incrementAndGet();
            Thread.sleep(PAUSE);
        }
        throw new IllegalStateException("nobody answered POST " + path + " in " + LONGEST.toSeconds() + " s");
    }

    /** Requests that came to nothing and were repeated. */
    long failures() {
        return failures.get();
    }
}
