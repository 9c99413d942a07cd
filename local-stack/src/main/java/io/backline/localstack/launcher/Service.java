package io.backline.localstack.launcher;

import io.backline.localstack.Installation;
import java.nio.file.Path;
import java.util.List;

/** The services of Backline, each with a database of its own. All three fit in less than half a gigabyte, idle. */
enum Service {
    /** Has the backlog in memory: what lives long needs more of the heap than what is new. */
    ORDER("order-service", "orders", "-Xmx416m", "-Xmn112m"),
    INVENTORY("inventory-service", "inventory", "-Xmx192m"),
    NOTIFICATION("notification-service", "notification", "-Xmx192m");

    final String module;
    final String database;
    /** How much of a heap it needs, as options of Java. */
    final List<String> heap;

    Service(String module, String database, String... heap) {
        this.module = module;
        this.database = database;
        this.heap = List.of(heap);
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
