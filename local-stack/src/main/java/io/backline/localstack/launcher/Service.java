package io.backline.localstack.launcher;

import io.backline.localstack.Installation;
import java.nio.file.Path;
import java.util.List;

/** The services of Backline, each with a database of its own. */
enum Service {
    /** Has the backlog in memory. */
    ORDER("order-service", "orders", "-Xmx384m"),
    INVENTORY("inventory-service", "inventory", "-Xmx192m"),
    NOTIFICATION("notification-service", "notification", "-Xmx160m");

    final String module;
    final String database;
    /** What it needs of the heap, as an option of Java. */
    final String heap;

    Service(String module, String database, String heap) {
        this.module = module;
        this.database = database;
        this.heap = heap;
    }

    Path jar() {
        return Installation.repository().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    Lesson lesson() {
        return new Lesson(module, jar());
    }

    static List<Service> all() {
        return List.of(values());
    }

    @Override
    public String toString() {
        return module;
    }
}
