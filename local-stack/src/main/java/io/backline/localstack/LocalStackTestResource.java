package io.backline.localstack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Gives every Quarkus test of a module with local-stack on its test class path the shared stack, without an annotation. */
public final class LocalStackTestResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        var run = TestRun.current();
        var settings = new HashMap<>(Map.of(
                "quarkus.http.test-port",
                "0",
                "quarkus.datasource.jdbc.url",
                run.jdbcUrl(),
                "quarkus.datasource.username",
                PostgresServer.USER,
                "quarkus.datasource.password",
                PostgresServer.USER,
                "kafka.bootstrap.servers",
                run.stack().kafka(),
                "backline.topic-prefix",
                run.topicPrefix()));
        if (sendsMail()) {
            settings.put("quarkus.mailer.mock", "false");
            settings.put("quarkus.mailer.host", LocalStack.HOST);
            settings.put("quarkus.mailer.port", String.valueOf(run.stack().smtpPort()));
        }
        return settings;
    }

    /** Quarkus warns of settings for what is not there. */
    private static boolean sendsMail() {
        return LocalStackTestResource.class.getClassLoader().getResource("io/quarkus/mailer/Mailer.class") != null;
    }

    @Override
    public void stop() {
        // The stack ends with Maven.
    }
}
