package io.backline.system;

import io.backline.localstack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One packaged service as a process of its own. It can be killed or frozen without warning, and started again on the same port. */
public final class ServiceProcess {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    private final String module;
    private final String name;
    private final int port = freePort();
    private final List<String> javaOptions;
    private final Map<String, String> environment;
    private volatile @Nullable Process process;

    ServiceProcess(String module, Map<String, String> environment) {
        this(module, module, List.of(), environment);
    }

    /** One of several replicas: {@code name} is that of its log. */
    public ServiceProcess(String module, String name, List<String> javaOptions, Map<String, String> environment) {
        this.module = module;
        this.name = name;
        this.javaOptions = List.copyOf(javaOptions);
        this.environment = environment;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    public void start() {
        var jar = Repository.root().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(module + " is not packaged: run ./backline test, or mvn package");
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

    private List<String> command(Path jar) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(javaOptions);
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }

    public void awaitReady() {
        var until = Instant.now().plusSeconds(90);
        while (!isReady()) {
            if (!isAlive() || Instant.now().isAfter(until)) {
                throw new AssertionError(name + " did not become ready, see system-tests/target/" + name + ".log");
            }
            pause();
        }
    }

    public boolean isAlive() {
        var started = process;
        return started != null && started.isAlive();
    }

    public boolean isReady() {
        return readiness() == 200;
    }

    /** What it answers who asks whether it is ready: the status; 0 if there is no answer. */
    public int readiness() {
        return answerOf("/q/health/ready");
    }

    /** Likewise; whoever answers 503 is started again by who watches over it. */
    public int liveness() {
        return answerOf("/q/health/live");
    }

    private int answerOf(String page) {
        try {
            var request = HttpRequest.newBuilder(url().resolve(page))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException away) {
            return 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** As a power cut would: SIGKILL, no goodbye. */
    public void kill() {
        stop(true);
    }

    public void stop() {
        stop(false);
    }

    private void stop(boolean atOnce) {
        var started = process;
        if (started == null) {
            return;
        }
        if (!atOnce) {
            started.destroy();
        }
        try {
            if (atOnce || !started.waitFor(10, TimeUnit.SECONDS)) {
                started.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            started.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public long pid() {
        return Objects.requireNonNull(process).pid();
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
        try {
            return Ports.free();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }
}
