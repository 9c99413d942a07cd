package io.backline.system.nemesis;

import io.backline.demo.invariant.Store;
import io.backline.system.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rules that make a service wrong, kept so that the judge can be tested. The first line of the file says what the service does and which invariants that
 * breaks; a second one what is needed besides ordinary trade, if anything is.
 */
record PlantedBug(String name, Path rules, Store service, String words, Set<String> breaks, Trouble trouble) {
    private static final Pattern FIRST_LINE = Pattern.compile("# (\\S+-service)(\\S* .*)\\. Breaks (.*)\\.");
    private static final Pattern SECOND_LINE = Pattern.compile("# Needs (.*)\\.");

    static List<PlantedBug> all() throws IOException {
        try (var files = Files.list(Repository.root().resolve("system-tests/src/test/resources/planted"))) {
            return files.sorted().map(PlantedBug::read).toList();
        }
    }

    private static PlantedBug read(Path rules) {
        var lines = linesOf(rules);
        var said = FIRST_LINE.matcher(lines.getFirst());
        if (!said.matches()) {
            throw new IllegalStateException(rules + " does not begin with what it does and what that breaks");
        }
        var needed = SECOND_LINE.matcher(lines.get(1));
        return new PlantedBug(
                rules.getFileName().toString().replace(".btm", ""),
                rules,
                serviceOf(said.group(1)),
                said.group(1) + said.group(2),
                Set.of(said.group(3).split(", ")),
                needed.matches() ? Trouble.of(needed.group(1)) : Trouble.NONE);
    }

    private static List<String> linesOf(Path rules) {
        try {
            return Files.readAllLines(rules);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Store serviceOf(String name) {
        return Arrays.stream(Store.values())
                .filter(store -> store.service().equals(name))
                .findFirst()
                .orElseThrow();
    }

    List<String> javaOptionsOf(Store store) {
        return store == service ? Rules.from(rules) : List.of();
    }

    @Override
    public String toString() {
        return name;
    }
}
