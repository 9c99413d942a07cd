package io.backline.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.backline.demo.replay.Happening.Line;
import io.backline.demo.replay.Happening.Stage;
import io.backline.demo.replay.StageTimes.Arrival;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class StageTimesTest {
    private static final List<Line> LINES = List.of(new Line(1, "Echo", 2), new Line(2, "Kindle", 1));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void each_item_arrives_when_the_file_says_and_items_of_one_moment_arrive_together() throws IOException {
        var arrivals = arrivals("""
                {"externalId":"1","item":"a","sku":"Echo","stage":"picking","at":"2019-05-20T10:00:00Z"}
                {"externalId":"1","item":"b","sku":"Echo","stage":"picking","at":"2019-05-20T10:00:00Z"}
                {"externalId":"1","item":"a","sku":"Echo","stage":"packed","at":"2019-05-21T10:00:00Z"}
                {"externalId":"2","item":"c","sku":"Echo","stage":"packed","at":"2019-05-21T10:00:00Z"}
                """);

        assertThat(arrivals)
                .containsExactly(
                        entry(arrival("Echo", Stage.PICKING, "2019-05-20"), 2),
                        entry(arrival("Echo", Stage.PACKED, "2019-05-21"), 1));
    }

    @Test
    void a_whole_order_that_was_shipped_was_picked_and_packed_by_then() throws IOException {
        var arrivals = arrivals("""
                {"externalId":"1","stage":"shipped","at":"2019-05-22T10:00:00Z"}
                """);

        assertThat(arrivals)
                .containsOnly(
                        entry(arrival("Echo", Stage.PICKING, "2019-05-22"), 2),
                        entry(arrival("Echo", Stage.PACKED, "2019-05-22"), 2),
                        entry(arrival("Echo", Stage.SHIPPED, "2019-05-22"), 2),
                        entry(arrival("Kindle", Stage.PICKING, "2019-05-22"), 1),
                        entry(arrival("Kindle", Stage.PACKED, "2019-05-22"), 1),
                        entry(arrival("Kindle", Stage.SHIPPED, "2019-05-22"), 1));
    }

    private SortedMap<Arrival, Integer> arrivals(String lines) throws IOException {
        var file = Files.writeString(folder.resolve("stages.jsonl"), lines);
        return StageTimes.read(List.of(file)).of("1", LINES);
    }

    private static Arrival arrival(String sku, Stage stage, String day) {
        return new Arrival(sku, stage, Instant.parse(day + "T10:00:00Z"));
    }
}
