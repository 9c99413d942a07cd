package io.backline.demo.replay;

import io.backline.demo.Places;
import io.backline.demo.invariant.Invariants;
import io.backline.demo.invariant.Quiet;
import io.backline.demo.invariant.Settled;
import io.backline.demo.invariant.Store;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole replay: plays the files, waits for quiet, reports, checks. */
public final class ReplayRun {
    /** Longer than the quiet time of notices and than a retry of a mail. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Places places;
    private final List<Path> orders;
    private final List<Path> stock;
    private final List<Path> stages;
    private final String channel;
    private final @Nullable String country;
    private final double speed;
    private final PrintStream out;
    private final Tally tally;
    private final Recount recount = new Recount();

    public ReplayRun(
            Places places,
            List<Path> orders,
            List<Path> stock,
            List<Path> stages,
            String channel,
            @Nullable String country,
            double speed,
            PrintStream out) {
        this.places = places;
        this.orders = orders;
        this.stock = stock;
        this.stages = stages;
        this.channel = channel;
        this.country = country;
        this.speed = speed;
        this.out = out;
        this.tally = new Tally(out);
    }

    /** The exit code: 0 if every invariant holds, every recount agrees and everything came to rest. */
    public int play() throws IOException, SQLException {
        out.println("Replaying into channel " + channel + " …");
        try (var watch = new Watch(places.kafka(), places.topicPrefix());
                var quiet = new Quiet(places.stores(), places.kafka(), places.topicPrefix())) {
            var began = Instant.now();
            var last = playFiles();
            var played = Duration.between(began, Instant.now());
            var rest = awaitQuiet(quiet);
            watch.catchUp();
            var settled = Duration.between(began, Instant.now());
            var report = new Report(tally, watch, places.stores(), out);
            report.print(played, settled, rest);
            var broken = new Invariants(places.stores()).check();
            report.print(Invariants.all(), broken);
            var recounts = recounts(last);
            report.print(recounts);
            var agree = recounts.stream().allMatch(each -> each.differences().isEmpty());
            return broken.isEmpty() && agree && rest.isNothing() ? 0 : 1;
        }
    }

    /** When the last thing happened. */
    private Instant playFiles() throws IOException, SQLException {
        var last = Instant.EPOCH;
        try (var timeline = timeline();
                var warehouse = places.warehouse("/demo/" + channel);
                var settled = new Settled(places.stores(), places.kafka(), places.topicPrefix());
                var bar = Bar.of("playing", size(orders) + size(stock) + size(stages), out)) {
            var replay = new Replay(places.shop(), warehouse, settled, channel, new Pace(speed), tally, recount);
            for (var next = timeline.next(); next != null; next = timeline.next()) {
                replay.play(next);
                last = next.at().isAfter(last) ? next.at() : last;
                bar.to(timeline.position(), next.at().toString().substring(0, 10));
            }
            replay.finish();
        }
        return last;
    }

    private Timeline timeline() throws IOException {
        var timeline = new Timeline();
        var items = Items.read(stock, stages);
        var opening = OpeningStock.of(channel, orders, items);
        tally.opening(opening.units());
        timeline.add(opening);
        for (var file : stock) {
            timeline.add(new Feed(new JsonLines(file), new StockReading(items), tally));
        }
        for (var file : orders) {
            timeline.add(new Feed(new JsonLines(file), new OrderReading(channel, country, tally), tally));
        }
        for (var file : stages) {
            timeline.add(new Feed(new JsonLines(file), new StageReading(), tally));
        }
        return timeline;
    }

    private List<ClosingCheck.Result> recounts(Instant last) throws IOException, SQLException {
        if (orders.isEmpty()) {
            return List.of();
        }
        if (recount.isTooMuch()) {
            out.printf("%nNot recounted: more than %,d orders%n", Recount.MOST_ORDERS);
            return List.of();
        }
        new Decisions(places.kafka(), places.topicPrefix()).tell(recount);
        var check = new ClosingCheck(places.shop(), recount);
        var results = new ArrayList<ClosingCheck.Result>();
        var others = ordersInChannel() - recount.orders().size();
        if (others == 0) {
            results.add(check.everyDay(channel, last));
        } else {
            out.printf(
                    "%nThe backlog was not recounted: channel %s holds %,d orders that are not of these files; --channel names a fresh one%n",
                    channel, others);
        }
        if (!stages.isEmpty()) {
            results.add(check.everyOrder(StageTimes.read(stages)));
        }
        return results;
    }

    private long ordersInChannel() throws SQLException {
        return places.stores()
                .number(
                        Store.ORDER,
                        "select count(*) from orders where channel = '" + channel.replace("'", "''") + "'");
    }

    private Quiet.Rest awaitQuiet(Quiet quiet) throws SQLException {
        out.println("Waiting until all is quiet: outboxes empty, every record handled, no notice waiting …");
        var told = new Object() {
            Instant at = Instant.now();
        };
        return quiet.await(PATIENCE, rest -> {
            if (Instant.now().isAfter(told.at.plusSeconds(5))) {
                out.println("  " + rest);
                told.at = Instant.now();
            }
        });
    }

    private static long size(List<Path> files) throws IOException {
        var size = 0L;
        for (var file : files) {
            size += Files.size(file);
        }
        return size;
    }
}
