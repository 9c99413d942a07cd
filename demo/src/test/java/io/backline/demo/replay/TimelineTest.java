package io.backline.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.backline.demo.replay.Happening.OrderPlaced;
import io.backline.demo.replay.Happening.StockChanged;
import io.backline.events.WarehouseStockEvent.InboundRescheduled;
import io.backline.events.WarehouseStockEvent.InboundScheduled;
import io.backline.events.WarehouseStockEvent.StockAdjusted;
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
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TimelineTest {
    private static final String ORDER = """
            {"externalId":"576080","placedAt":"2011-11-14T08:10:00Z","customer":{"id":"18211","email":"c18211@example.com"},"country":"EIRE",\
            "lines":[{"sku":"22465","quantity":12,"unitPrice":"1.65","currency":"GBP","name":"STAR"},{"sku":"22178","quantity":6,"unitPrice":"1.95","currency":"GBP"}]}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Tally tally = new Tally(new PrintStream(shown, true, StandardCharsets.UTF_8));

    @Test
    void files_become_one_stream_in_event_time_order_and_stock_comes_first_at_the_same_moment() throws IOException {
        var stock = stock("""
                {"type":"received","sku":"22465","quantity":4,"at":"2011-11-14T00:00:00Z","ref":"opening"}
                {"type":"received","sku":"22465","quantity":5,"at":"2011-11-14T08:10:00Z","ref":"PO-1"}
                {"type":"received","sku":"22465","quantity":6,"at":"2011-11-14T11:00:00+02:00","ref":"PO-2"}
                """);
        var stages = feed("stages", """
                {"externalId":"576080","stage":"shipped","at":"2011-11-14T08:10:00Z"}
                """, new StageReading());

        var told = play(stages, orders(ORDER), stock);

        assertThat(told)
                .extracting(happening -> happening.getClass().getSimpleName())
                .containsExactly("StockChanged", "StockChanged", "OrderPlaced", "StageReached", "StockChanged");
    }

    @Test
    void an_order_is_written_as_the_order_service_takes_it() throws IOException {
        var order = (OrderPlaced) play(orders(ORDER)).getFirst();

        assertThat(new ObjectMapper().readTree(order.json())).isEqualTo(new ObjectMapper().readTree("""
                {"channel":"uci","externalId":"576080","placedAt":"2011-11-14T08:10:00Z",
                 "customer":{"id":"18211","email":"c18211@example.com"},"shipTo":{"country":"IE"},"currency":"GBP",
                 "lines":[{"lineNumber":1,"sku":"22465","quantity":12,"unitPrice":"1.65"},
                          {"lineNumber":2,"sku":"22178","quantity":6,"unitPrice":"1.95"}]}
                """));
    }

    @Test
    void stock_records_become_events_of_the_contract() throws IOException {
        var told = play(stock("""
                {"type":"received","sku":"A","quantity":4,"at":"2011-11-14T00:00:00Z","ref":"opening"}
                {"type":"inbound-scheduled","sku":"A","quantity":5,"at":"2011-11-14T06:00:00Z","expectedAt":"2011-11-28T06:00:00Z","ref":"PO-1"}
                {"type":"inbound-delayed","sku":"A","quantity":5,"at":"2011-11-15T06:00:00Z","expectedAt":"2011-11-29T06:00:00Z","ref":"PO-1"}
                {"type":"adjusted","sku":"A","quantity":-3,"at":"2011-11-16T06:00:00Z","reason":"???missing","ref":"577111"}
                {"type":"adjusted","sku":"A","quantity":2,"at":"2011-11-16T07:00:00Z","reason":"","ref":"577112"}
                """));

        assertThat(told)
                .extracting(happening -> ((StockChanged) happening).event())
                .containsExactly(
                        new StockReceived("A", "MAIN", 4, Instant.parse("2011-11-14T00:00:00Z"), null),
                        new InboundScheduled("PO-1", "unnamed", "A", "MAIN", 5, Instant.parse("2011-11-28T06:00:00Z")),
                        new InboundRescheduled("PO-1", "A", Instant.parse("2011-11-29T06:00:00Z"), null),
                        new StockAdjusted("A", "MAIN", -3, "???missing", Instant.parse("2011-11-16T06:00:00Z")),
                        new StockAdjusted("A", "MAIN", 2, "ADJUSTED", Instant.parse("2011-11-16T07:00:00Z")));
    }

    @Test
    void the_same_record_has_the_same_id_every_time_and_another_record_another() throws IOException {
        var records = """
                {"type":"received","sku":"A","quantity":4,"at":"2011-11-14T00:00:00Z","ref":"PO-1"}
                {"type":"received","sku":"A","quantity":4,"at":"2011-11-14T00:00:00Z","ref":"PO-2"}
                """;

        var once = play(stock(records)).stream()
                .map(each -> ((StockChanged) each).id())
                .toList();
        var again = play(stock(records)).stream()
                .map(each -> ((StockChanged) each).id())
                .toList();

        assertThat(again).isEqualTo(once).doesNotHaveDuplicates();
    }

    @Test
    void a_line_that_cannot_be_played_is_counted_with_its_number_and_reason_and_the_next_is_played()
            throws IOException {
        var told = play(stock("""
                {"type":"received","sku":"A","quantity":0,"at":"2011-11-14T00:00:00Z","ref":"PO-1"}
                not json

                {"type":"received","quantity":1,"at":"2011-11-14T00:00:00Z"}
                {"type":"received","sku":"A","quantity":1,"at":"2011-11-14"}
                {"type":"received","sku":"A","quantity":3000000000,"at":"2011-11-14T00:00:00Z"}
                {"type":"eaten","sku":"A","quantity":1,"at":"2011-11-14T00:00:00Z"}
                {"type":"inbound-scheduled","sku":"A","quantity":1,"at":"2011-11-14T00:00:00Z","ref":"1"}
                {"type":"received","sku":"A","quantity":1,"at":"2011-11-14T00:00:00Z","ref":"PO-3"}
                """));

        assertThat(told).hasSize(1);
        assertThat(tally.badLines())
                .containsEntry("stock.jsonl.gz: quantity is zero", 1L)
                .containsEntry("stock.jsonl.gz: sku is missing", 1L)
                .containsEntry("stock.jsonl.gz: at is not an RFC 3339 time with offset", 1L)
                .containsEntry("stock.jsonl.gz: quantity is not an integer in range", 1L)
                .containsEntry("stock.jsonl.gz: type eaten is not known", 1L)
                .hasSize(6);
        assertThat(tally.skipped()).containsEntry("inbound without an expected date", 1L);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("stock.jsonl.gz line 1: quantity is zero", "line 4: sku is missing");
    }

    @Test
    void a_country_that_says_nothing_is_filled_in_and_counted_and_one_that_is_not_known_is_refused()
            throws IOException {
        var told = play(orders(ORDER.replace("EIRE", "Unspecified")
                + ORDER.replace("EIRE", "Atlantis")
                + ORDER.replace("\"country\":\"EIRE\",", "")));

        assertThat(told).hasSize(2);
        assertThat(tally.countries())
                .containsEntry("country Unspecified read as GB", 1L)
                .containsEntry("country none read as GB", 1L);
        assertThat(tally.badLines()).containsOnlyKeys("orders.jsonl.gz: country Atlantis is not known");
    }

    private List<Happening> play(Feed... feeds) throws IOException {
        try (var timeline = new Timeline()) {
            for (var feed : feeds) {
                timeline.add(feed);
            }
            var told = new ArrayList<Happening>();
            for (var next = timeline.next(); next != null; next = timeline.next()) {
                told.add(next);
            }
            return told;
        }
    }

    private Feed orders(String lines) throws IOException {
        return feed("orders", lines, new OrderReading("uci", null, tally));
    }

    private Feed stock(String lines) throws IOException {
        return feed("stock", lines, new StockReading(new Items()));
    }

    private Feed feed(String name, String lines, Feed.Reading reading) throws IOException {
        var file = folder.resolve(name + ".jsonl.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(lines.getBytes(StandardCharsets.UTF_8));
        }
        return new Feed(new JsonLines(file), reading, tally);
    }
}
