package io.backline.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.DataFolder;
import io.backline.localstack.Leftovers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class KilledLauncherTest {
    @TempDir
    private Path folder;

    private DataFolder data;

    @BeforeEach
    void data() {
        data = new DataFolder(folder);
    }

    @Test
    void its_services_are_found_and_ended() throws Exception {
        var orphan = StandIn.service(data, "orders").start();

        assertThat(Leftovers.end(data)).extracting(ProcessHandle::pid).containsExactly(orphan.pid());

        await().until(() -> !orphan.isAlive());
    }

    @Test
    void the_services_of_another_folder_are_left_alone() throws Exception {
        var neighbour = new DataFolder(folder.resolveSibling(folder.getFileName() + "-2"));
        var running = StandIn.service(neighbour, "orders").start();
        try {
            assertThat(Leftovers.end(data)).isEmpty();
            assertThat(running.isAlive()).isTrue();
        } finally {
            running.destroyForcibly().waitFor();
            neighbour.delete();
        }
    }

    @Test
    void a_pid_that_is_written_down_but_belongs_to_somebody_else_by_now_is_not_the_launcher() throws IOException {
        var pid = ProcessHandle.current().pid();
        new ProcessList(data)
                .write(List.of(new ProcessList.Row(ProcessList.LAUNCHER, pid, 0, "READY", 0, Instant.EPOCH)));

        assertThat(RunningLauncher.on(data)).isEmpty();
    }

    @Test
    void its_claim_on_the_folder_ends_with_it() throws Exception {
        var holder = new ProcessBuilder(
                        StandIn.java(data, ClaimHolder.class, data.root().toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        await().until(() -> Claim.isTaken(data));
        assertThat(Claim.on(data)).isEmpty();

        holder.destroyForcibly().waitFor();

        assertThat(Claim.isTaken(data)).isFalse();
        Claim.on(data).orElseThrow().close();
    }

    /** Another launcher, as far as the folder is concerned. */
    static final class ClaimHolder {
        public static void main(String[] arguments) throws Exception {
            var claim = Claim.on(new DataFolder(Path.of(arguments[0]))).orElseThrow();
            Thread.sleep(Long.MAX_VALUE);
            claim.close();
        }
    }
}
