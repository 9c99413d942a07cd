package io.backline.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One packaged service as a process of its own. It can be killed without warning and started again on the same port. */
final class ServiceProcess {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String name;
    private final int port = freePort();
    private final Map<String, String> environment;
    private @Nullable Process process;

    ServiceProcess(String name, Map<String, String> environment) {
        this.name = name;
        this.environment = environment;
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    void start() {
        var jar = Repository.root().resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(name + " is not packaged: run ./backline test, or mvn package");
        }
        var log = Repository.root().resolve("system-tests/target/" + name + ".log");
        var builder = new ProcessBuilder(command(jar))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        try {
            Files.createDirectories(log.getParent());
            process = builder.start();
        } catch (IOException notStarted) {
            throw new UncheckedIOException(notStarted);
        }
    }

    private static List<String> command(Path jar) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
        return command;
    }

    void awaitReady() {
        var until = Instant.now().plusSeconds(90);
        while (!isReady()) {
            if (process == null || !process.isAlive() || Instant.now().isAfter(until)) {
                throw new AssertionError(name + " did not become ready, see system-tests/target/" + name + ".log");
            }
            pause();
        }
    }

    private boolean isReady() {
        try {
            var request = HttpRequest.newBuilder(url().resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** As a power cut would: SIGKILL, no goodbye. */
    void kill() {
        stop(true);
    }

    void stop() {
        stop(false);
    }

    private void stop(boolean atOnce) {
        if (process == null) {
            return;
        }
        if (!atOnce) {
            process.destroy();
        }
        try {
            if (atOnce || !process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
