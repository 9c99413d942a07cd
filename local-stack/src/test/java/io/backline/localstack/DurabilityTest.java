package io.backline.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.localstack.testing.CloudEvent;
import io.backline.localstack.testing.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class DurabilityTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    void kafka_keeps_what_it_acknowledged_when_it_is_killed() throws Exception {
        var kafka = new KafkaServer(new DataFolder(folder), Ports.free());
        try (var running = RunningServer.start(kafka);
                var topics = new Topics(kafka.bootstrapServers(), "")) {
            running.awaitReady(PATIENCE);
            topics.create("orders", 2);
            topics.send("orders", CloudEvent.of("io.backline.OrderPlaced", "1", "{}"));
            running.process().destroyForcibly().waitFor();
        }

        try (var again = RunningServer.start(kafka);
                var topics = new Topics(kafka.bootstrapServers(), "")) {
            again.awaitReady(PATIENCE);
            assertThat(topics.all("orders")).hasSize(1);
        }
    }

    @Test
    void postgresql_keeps_what_it_acknowledged_when_its_supervisor_is_gone() throws Exception {
        var data = new DataFolder(folder);
        var postgres = new PostgresServer(data, Ports.free());
        var orphan = RunningServer.start(postgres);
        orphan.awaitReady(PATIENCE);
        postgres.createDatabase("orders");
        execute(postgres, "create table kept as select 42 as answer");

        assertThat(Leftovers.end(data))
                .extracting(ProcessHandle::pid)
                .contains(orphan.process().pid());

        try (var again = RunningServer.start(postgres)) {
            again.awaitReady(PATIENCE);
            postgres.createDatabase("orders");
            execute(postgres, "update kept set answer = 43 where answer = 42");
        }
    }

    @Test
    void postgresql_recovers_when_it_is_killed() throws Exception {
        var postgres = new PostgresServer(new DataFolder(folder), Ports.free());
        try (var killed = RunningServer.start(postgres)) {
            killed.awaitReady(PATIENCE);
            postgres.createDatabase("orders");
            killed.process().destroyForcibly().waitFor();
        }

        try (var again = RunningServer.start(postgres)) {
            again.awaitReady(PATIENCE);
            execute(postgres, "create table still_there (answer int)");
        }
    }

    @Test
    void postgresql_starts_although_its_old_pid_belongs_to_somebody_else_by_now() throws Exception {
        var postgres = new PostgresServer(new DataFolder(folder), Ports.free());
        try (var first = RunningServer.start(postgres)) {
            first.awaitReady(PATIENCE);
        }
        Files.writeString(
                folder.resolve("postgresql/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("postgresql") + "\n");

        try (var again = RunningServer.start(postgres)) {
            again.awaitReady(PATIENCE);
        }
    }

    private static void execute(PostgresServer postgres, String sql) throws Exception {
        try (var connection = DriverManager.getConnection(postgres.jdbcUrl("orders"), PostgresServer.USER, "any");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
