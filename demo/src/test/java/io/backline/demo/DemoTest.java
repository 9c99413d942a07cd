package io.backline.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DemoTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_shows_every_option() {
        assertThat(demo("--help")).isZero();

        assertThat(out.toString())
                .contains("--orders", "--stock", "--stages", "--speed", "--order-url", "--kafka", "Exit code");
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path folder) {
        assertThat(demo("--orders", folder.resolve("orders.jsonl").toString())).isEqualTo(3);
        assertThat(demo("--stock", folder.toString())).isEqualTo(3);

        assertThat(err.toString()).contains("orders.jsonl: there is no such file", folder + ": it is a folder");
    }

    @Test
    void services_that_do_not_run_are_named_with_how_to_start_them(@TempDir Path folder) throws IOException {
        var orders = Files.createFile(folder.resolve("orders.jsonl"));

        var exit = demo(
                "--orders",
                orders.toString(),
                "--order-url=http://127.0.0.1:1",
                "--inventory-url=http://127.0.0.1:1",
                "--notification-url=http://127.0.0.1:1");

        assertThat(exit).isEqualTo(3);
        assertThat(err.toString())
                .contains(
                        "order-service does not answer at http://127.0.0.1:1",
                        "notification-service",
                        "./backline start");
    }

    @Test
    void a_speed_is_a_number_above_0_or_max() {
        assertThat(demo("--orders", "any", "--speed", "0")).isEqualTo(2);
        assertThat(demo("--orders", "any", "--speed", "fast")).isEqualTo(2);

        assertThat(err.toString()).contains("'0' is not above 0", "'fast' is neither a number nor max");
    }

    private int demo(String... arguments) {
        return Demo.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
