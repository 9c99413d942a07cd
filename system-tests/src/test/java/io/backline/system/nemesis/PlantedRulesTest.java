package io.backline.system.nemesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.demo.invariant.Store;
import io.backline.system.Repository;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Planted bugs are looked for only when somebody asks; that their rules still fit the services is looked at always. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PlantedRulesTest {
    @Test
    void there_are_a_dozen_of_them_and_more_and_every_service_has_some() throws IOException {
        assertThat(PlantedBug.all()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(PlantedBug.all()).extracting(PlantedBug::service).contains(Store.values());
    }

    @ParameterizedTest
    @EnumSource
    void rules_name_classes_methods_and_fields_that_a_service_has(Store service) throws Exception {
        var rules = PlantedBug.all().stream()
                .filter(bug -> bug.service() == service)
                .map(bug -> bug.rules().toString())
                .toList();

        assertThat(checked(rules, classPathOf(service))).contains("TestScript: no errors");
    }

    /** Byteman's own checker, as a process: it looks for classes where its own come from. */
    private static String checked(List<String> rules, String classPath) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath, "org.jboss.byteman.check.TestScript"));
        command.addAll(rules);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static String classPathOf(Store service) throws IOException {
        var application = Repository.root().resolve(service.service()).resolve("target/quarkus-app");
        try (var files = Files.walk(application)) {
            return Stream.concat(Stream.of(Rules.agent()), files.filter(file -> file.toString()
                            .endsWith(".jar")))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
    }
}
