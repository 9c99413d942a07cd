package io.backline.localstack;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Where the build put what runs: everything is found from local-stack's own place. */
public final class Installation {
    private static final Path MODULE = module();

    private Installation() {}

    private static Path module() {
        try {
            var classes = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return classes.resolve("../..").normalize(); // from target/classes or target/local-stack.jar
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The folder of all modules. */
    public static Path repository() {
        return MODULE.resolve("..").normalize();
    }

    static String classPath() {
        return MODULE.resolve("target/classes") + ":" + MODULE.resolve("target/lib/*");
    }

    /** The jars that local-stack runs with; a test's own class path lacks those that only a certain machine needs. */
    static URLClassLoader libraries() throws IOException {
        try (var jars = Files.list(MODULE.resolve("target/lib"))) {
            var urls = new ArrayList<URL>();
            for (var jar : jars.toList()) {
                urls.add(jar.toUri().toURL());
            }
            return new URLClassLoader(urls.toArray(URL[]::new));
        }
    }

    static Path kafka() {
        return MODULE.resolve("kafka-broker/target/lib");
    }

    /** PostgreSQL is unpacked once, beside the jar it came in, and goes with {@code mvn clean}. */
    static Path postgres() {
        return MODULE.resolve("target/postgres");
    }
}
