package io.backline.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.DataFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SupervisorTest {
    @TempDir
    private Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> states = new CopyOnWriteArrayList<>();
    private DataFolder data;
    private Supervisor supervisor;

    @BeforeEach
    void supervise() {
        data = new DataFolder(folder);
        supervisor = new Supervisor(
                Duration.ofSeconds(30),
                told::add,
                rows -> rows.forEach(row -> states.add(row.name() + " " + row.state())));
    }

    @AfterEach
    void stop() {
        supervisor.stop();
    }

    @Test
    void a_service_that_dies_is_started_again_and_that_is_said() throws Exception {
        supervisor.start(List.of(StandIn.service(data, "orders")));
        var first = supervisor.rows().getFirst();

        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();

        await().untilAsserted(() -> {
            var again = supervisor.rows().getFirst();
            assertThat(again.state()).isEqualTo("READY");
            assertThat(again.pid()).isNotEqualTo(first.pid());
            assertThat(again.restarts()).isEqualTo(1);
        });
        assertThat(told).anyMatch(line -> line.contains("orders") && line.contains("was killed by signal 9"));
        assertThat(told.getLast()).contains("orders").contains("ready after");
    }

    @Test
    void who_dies_again_at_once_waits_longer_each_time() throws Exception {
        supervisor.start(List.of(StandIn.service(data, "orders")));

        for (var restarts = 0; restarts < 2; restarts++) {
            var seen = restarts;
            await().until(() -> supervisor.rows().getFirst().state().equals("READY")
                    && supervisor.rows().getFirst().restarts() == seen);
            ProcessHandle.of(supervisor.rows().getFirst().pid()).orElseThrow().destroyForcibly();
        }

        await().until(() -> told.stream().anyMatch(line -> line.contains("started again in 2 s")));
        assertThat(told).anyMatch(line -> line.contains("started again in 1 s"));
    }

    @Test
    void a_service_that_ends_before_it_is_ready_fails_the_start_by_name() throws Exception {
        var broken = StandIn.broken(data, "inventory");

        assertThatThrownBy(() -> supervisor.start(List.of(StandIn.service(data, "orders"), broken)))
                .isInstanceOf(StartFailed.class)
                .hasMessage("inventory ended with exit code 1");
        supervisor.stop();

        assertThat(data.javaProcesses()).isEmpty();
    }

    @Test
    void what_was_started_last_ends_first_and_nothing_is_left() throws Exception {
        supervisor.start(List.of(StandIn.service(data, "database")));
        supervisor.start(List.of(StandIn.service(data, "orders"), StandIn.service(data, "inventory")));

        supervisor.stop();

        var ends = states.stream()
                .filter(state -> state.endsWith("STOPPED"))
                .distinct()
                .toList();
        assertThat(ends).hasSize(3).last().isEqualTo("database STOPPED");
        assertThat(data.javaProcesses()).isEmpty();
        assertThat(told).noneMatch(line -> line.contains("started again"));
    }
}
