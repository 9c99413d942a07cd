package io.backline.localstack;

import java.sql.SQLException;
import java.util.UUID;

/** What one test JVM has of the shared stack: a database and a topic prefix of its own. */
public record TestRun(LocalStack stack, String name) {
    private static final String NAME = "backline.test-run";

    /** The same for everybody in this JVM, across the class loaders that Quarkus makes. */
    public static TestRun current() {
        var stack = LocalStack.shared();
        synchronized (System.getProperties()) {
            var name = System.getProperty(NAME);
            if (name == null) {
                name = begin(stack);
                System.setProperty(NAME, name);
            }
            return new TestRun(stack, name);
        }
    }

    private static String begin(LocalStack stack) {
        var name = "t" + UUID.randomUUID().toString().substring(0, 6);
        try {
            PostgresServer.createDatabase(stack.jdbcUrl("postgres"), name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    public String topicPrefix() {
        return name + "-";
    }

    public String jdbcUrl() {
        return stack.jdbcUrl(name);
    }
}
