package io.backline.localstack.launcher;

import io.backline.localstack.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The services of Backline, each with a database of its own. */
enum Service {
    ORDER("order-service", "orders"),
    INVENTORY("inventory-service", "inventory"),
    NOTIFICATION("notification-service", "notification");

    final String module;
    final String database;

    Service(String module, String database) {
        this.module = module;
        this.database = database;
    }

    Path jar() {
        return Installation.repository().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    /** Whether such a JVM as this one has learnt from the present build. */
    boolean isTrained() throws IOException {
        return Files.exists(learnt())
                && Files.getLastModifiedTime(learnt()).compareTo(Files.getLastModifiedTime(jar())) > 0;
    }

    /** What its JVM learnt when it was trained: classes, read and linked, and which code is worth compiling. Another JVM does not understand it. */
    Path learnt() {
        return jar().resolveSibling("app-" + Runtime.version() + ".aot");
    }

    /** Where it is written, until it is whole. */
    Path learning() {
        return jar().resolveSibling("app.aot.new");
    }

    static List<Service> all() {
        return List.of(values());
    }

    @Override
    public String toString() {
        return module;
    }
}
