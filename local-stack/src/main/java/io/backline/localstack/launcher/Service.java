package io.backline.localstack.launcher;

import io.backline.localstack.Installation;
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
