package io.backline.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.demo.Demo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReplayTest {
    private final Backline backline = Backline.running();

    private final String channel = "replay-" + UUID.randomUUID().toString().substring(0, 8);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder = Path.of("");

    @Test
    void the_backlog_of_every_day_and_the_dates_of_every_order_equal_their_recounts_and_another_date_is_found_out()
            throws IOException {
        var slice = ItemSlice.in(folder);

        assertThat(replay(slice)).as(this::said).isZero();
        assertThat(said())
                .containsPattern("holds +[0-9]+ days of backlog equal the recount")
                .containsPattern("holds +" + ItemSlice.ORDERS + " orders were placed, picked, packed, shipped and");

        said.reset();
        dateTheLastDeliveryOtherwise(slice.items());
        assertThat(replay(slice)).as(this::said).isEqualTo(1);
        assertThat(said()).containsPattern("DELIVERED at .*T23:59:58Z: 1 units in the files, 0 in its history");
    }

    private static void dateTheLastDeliveryOtherwise(Path items) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(items));
        var last = lines.removeLast();
        assertThat(last).contains("\"delivered\"");
        lines.add(last.replaceAll("T[0-9:]+Z", "T23:59:58Z"));
        Files.write(items, lines);
    }

    private int replay(ItemSlice slice) {
        var options = new ArrayList<>(backline.demoOptions());
        options.addAll(List.of(
                "--orders=" + slice.orders(),
                "--stock=" + slice.stock(),
                "--stages=" + slice.items(),
                "--stages=" + slice.failures(),
                "--channel=" + channel));
        var out = System.out;
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            return Demo.commandLine().execute(options.toArray(String[]::new));
        } finally {
            System.setOut(out);
        }
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
