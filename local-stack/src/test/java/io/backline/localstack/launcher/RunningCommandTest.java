package io.backline.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the shell script asks before it builds: any exit code but 0 lets it build. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RunningCommandTest {
    private static final int NOTHING_RUNS = 1;

    @Test
    void the_script_is_understood_whatever_else_it_was_given(@TempDir Path folder) {
        assertThat(Backline.commandLine().execute("running", "--data", folder.toString(), "--order-port", "8080"))
                .isEqualTo(NOTHING_RUNS);
    }
}
