package io.backline.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.demo.replay.Happening.Item;
import io.backline.demo.replay.Happening.Stage;
import io.backline.demo.replay.Happening.StageReached;
import io.backline.demo.replay.Happening.StockChanged;
import io.backline.events.WarehouseStockEvent;
import io.backline.events.WarehouseStockEvent.StockOut;
import io.backline.events.WarehouseStockEvent.StockReceived;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class OpeningStockTest {
    private static final String ORDERS = """
            {"externalId":"1","placedAt":"2019-05-20T07:07:47Z","lines":[{"sku":"Echo","quantity":2},{"sku":"Kindle","quantity":1}]}
            {"externalId":"2","placedAt":"2019-05-20T09:00:00Z","lines":[{"sku":"Echo","quantity":1}]}
            {"externalId":"3","placedAt":"2019-05-21T09:00:00Z","lines":[{"sku":"iPad","quantity":1}]}
            """;

    private static final String STAGES = """
            {"externalId":"1","item":"a","sku":"Echo","stage":"picking","at":"2019-05-20T10:00:00Z"}
            {"externalId":"1","item":"k","sku":"Kindle","stage":"picking","at":"2019-05-24T10:00:00Z"}
            {"externalId":"3","item":"i","sku":"iPad","stage":"picking","at":"2019-05-24T10:00:00Z"}
            """;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void each_unit_that_is_never_received_is_there_on_the_morning_of_its_order() throws IOException {
        assertThat(opening("", STAGES))
                .containsExactly(
                        received("Echo", 3, "2019-05-20"),
                        received("Kindle", 1, "2019-05-20"),
                        received("iPad", 1, "2019-05-21"));
    }

    @Test
    void a_unit_that_will_be_missed_is_in_the_books_until_then_and_comes_for_its_pick_if_no_record_brings_it()
            throws IOException {
        var stock = """
                {"type":"stocked-out","sku":"Kindle","quantity":1,"at":"2019-05-20T11:00:00Z","ref":"k"}
                {"type":"stocked-out","sku":"iPad","quantity":1,"at":"2019-05-21T11:00:00Z","ref":"i"}
                {"type":"received","sku":"iPad","quantity":1,"at":"2019-05-24T09:59:59Z","ref":"i"}
                """;

        assertThat(opening(stock, STAGES))
                .containsExactly(
                        received("Echo", 3, "2019-05-20"),
                        received("Kindle", 1, "2019-05-20"),
                        received("iPad", 1, "2019-05-21"),
                        received("Kindle", 1, "2019-05-24"));
    }

    @Test
    void what_the_files_receive_is_not_booked() throws IOException {
        var stock = """
                {"type":"received","sku":"Echo","quantity":50,"at":"2019-05-01T00:00:00Z","ref":"PO-1"}
                {"type":"received","sku":"iPad","quantity":1,"at":"2019-05-24T09:59:59Z","ref":"i"}
                """;

        assertThat(opening(stock, STAGES)).containsExactly(received("Kindle", 1, "2019-05-20"));
    }

    @Test
    void nothing_is_booked_for_files_in_which_nothing_leaves_a_shelf() throws IOException {
        var placed = """
                {"externalId":"1","stage":"placed","at":"2019-05-20T07:07:47Z"}
                """;

        assertThat(opening("", placed)).isEmpty();
    }

    @Test
    void a_unit_that_ran_out_was_missed_by_the_order_it_is_of_and_is_an_empty_shelf_if_it_is_of_none()
            throws IOException {
        var stock = file("stock", """
                {"type":"stocked-out","sku":"Kindle","quantity":1,"at":"2019-05-20T11:00:00Z","ref":"k"}
                {"type":"stocked-out","sku":"Kindle","quantity":1,"at":"2019-05-20T12:00:00Z","ref":"another"}
                """);
        var items = Items.read(List.of(stock), List.of(file("stages", STAGES)));

        var tally = new Tally(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
        try (var feed = new Feed(new JsonLines(stock), new StockReading(items), tally)) {
            assertThat(feed.head())
                    .isEqualTo(new StageReached(
                            Instant.parse("2019-05-20T11:00:00Z"), "1", Stage.MISSED, new Item("k", "Kindle")));
            feed.advance();
            assertThat(feed.head()).isInstanceOfSatisfying(StockChanged.class, told -> assertThat(told.event())
                    .isEqualTo(new StockOut("Kindle", "MAIN", Instant.parse("2019-05-20T12:00:00Z"))));
        }
    }

    private List<WarehouseStockEvent> opening(String stock, String stages) throws IOException {
        var items = Items.read(List.of(file("stock", stock)), List.of(file("stages", stages)));
        try (var opening = OpeningStock.of("ocel", List.of(file("orders", ORDERS)), items)) {
            var events = new ArrayList<WarehouseStockEvent>();
            for (var head = opening.head(); head != null; head = opening.head()) {
                events.add(head.event());
                opening.advance();
            }
            return events;
        }
    }

    private Path file(String name, String lines) throws IOException {
        return Files.writeString(folder.resolve(name + ".jsonl"), lines);
    }

    private static StockReceived received(String sku, int quantity, String day) {
        return new StockReceived(sku, "MAIN", quantity, Instant.parse(day + "T00:00:00Z"), null);
    }
}
