package io.backline.system.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.backline.system.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What a packaged service reads of its surroundings when it runs. */
final class ServiceSettings {
    static final List<String> SERVICES = List.of("order-service", "inventory-service", "notification-service");

    private static final String DESCRIBED = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Pattern PROPERTY = Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"");
    private static final Pattern MAPPING = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern MAPPED = Pattern.compile("(?m)^    [A-Z\\w<>]+ (\\w+)\\(\\);");

    private final String service;

    ServiceSettings(String service) {
        this.service = service;
    }

    /** By the names they have in the environment. */
    Set<String> variables() {
        var variables = new HashSet<String>();
        jars().forEach(jar -> variables.addAll(describedIn(jar)));
        sources().forEach(source -> variables.addAll(ownIn(source)));
        Stream.of(ConsumerConfig.configNames(), ProducerConfig.configNames(), AdminClientConfig.configNames())
                .flatMap(Set::stream)
                .forEach(name -> variables.add(variable("kafka." + name)));
        return variables;
    }

    Properties properties() {
        var properties = new Properties();
        var file = Repository.root().resolve(service).resolve("src/main/resources/application.properties");
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }

    private Stream<Path> jars() {
        return filesIn(Repository.root().resolve(service).resolve("target/quarkus-app/lib"), ".jar")
                .filter(jar -> jar.getFileName().toString().startsWith("io.quarkus."));
    }

    private Stream<Path> sources() {
        return Stream.of(service, "messaging", "web")
                .flatMap(module -> filesIn(Repository.root().resolve(module).resolve("src/main/java"), ".java"));
    }

    private static Stream<Path> filesIn(Path folder, String suffix) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Quarkus' extensions describe their settings. Those of the build are not read any more. */
    private static Set<String> describedIn(Path file) {
        var variables = new HashSet<String>();
        try (var jar = new JarFile(file.toFile())) {
            var model = jar.getJarEntry(DESCRIBED);
            if (model != null) {
                collect(new ObjectMapper().readTree(jar.getInputStream(model)), variables);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return variables;
    }

    private static void collect(JsonNode described, Set<String> variables) {
        if (described.path("phase").asText().equals("RUN_TIME")) {
            variables.add(described.at("/path/environmentVariable").asText());
        }
        described.forEach(part -> collect(part, variables));
    }

    private static Set<String> ownIn(Path source) {
        var variables = new HashSet<String>();
        try {
            var text = Files.readString(source);
            PROPERTY.matcher(text).results().forEach(found -> variables.add(variable(found.group(1))));
            MAPPING.matcher(text).results().forEach(mapping -> MAPPED.matcher(text)
                    .results()
                    .forEach(found -> variables.add(variable(mapping.group(1) + "." + dashed(found.group(1))))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return variables;
    }

    private static String dashed(String method) {
        return method.replaceAll("([A-Z])", "-$1");
    }

    private static String variable(String property) {
        return property.replaceAll("[^a-zA-Z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
