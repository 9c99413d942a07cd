package io.backline.localstack;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives every Quarkus test of a module with local-stack on its test class path the shared stack, without an annotation. */
public final class LocalStackTestResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        var run = TestRun.current();
        return Map.of(
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
                run.topicPrefix(),
                "quarkus.mailer.mock",
                "false",
                "quarkus.mailer.host",
                LocalStack.HOST,
                "quarkus.mailer.port",
                String.valueOf(run.stack().smtpPort()));
    }

    @Override
    public void stop() {
        // The stack ends with Maven.
    }
}
