package io.backline.demo.replay;

import com.fasterxml.jackson.databind.JsonNode;
import io.backline.demo.door.Shop;
import io.backline.demo.replay.Happening.Stage;
import io.backline.demo.replay.Recount.Figures;
import io.backline.demo.replay.StageTimes.Arrival;
import io.backline.events.BacklogStage;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares what order-service says of the past, through its doors, with recounts that know nothing of it. */
final class ClosingCheck {
    /** What a service still reads when the rest is quiet: its book of the orders follows a topic, a moment behind. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration END_OF_DAY = Duration.ofDays(1).minus(1, ChronoUnit.MICROS);

    private final Shop shop;
    private final Recount recount;

    ClosingCheck(Shop shop, Recount recount) {
        this.shop = shop;
        this.recount = recount;
    }

    /** What was compared, as a sentence that holds if nothing differs. */
    record Result(String sentence, List<String> differences) {}

    /** The backlog of the channel at the end of every day (UTC), from its first order to {@code last}. */
    Result everyDay(String channel, Instant last) {
        var first = recount.orders().stream()
                .map(Recount.Order::placedAt)
                .min(Comparator.naturalOrder())
                .orElse(last);
        var differences = new ArrayList<String>();
        var patientUntil = Instant.now().plus(PATIENCE);
        var days = 0;
        for (var day = first.truncatedTo(ChronoUnit.DAYS); !day.isAfter(last); day = day.plus(1, ChronoUnit.DAYS)) {
            var end = earlier(day.plus(END_OF_DAY), Instant.now());
            var here = differences(channel, end);
            while (!here.isEmpty() && Instant.now().isBefore(patientUntil)) {
                Pace.rest(Duration.ofMillis(200));
                here = differences(channel, end);
            }
            differences.addAll(here);
            days++;
        }
        return new Result(days + " days of backlog equal the recount of what was published", differences);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private List<String> differences(String channel, Instant moment) {
        var mine = recount.at(moment);
        var theirs = figures(shop.backlog(channel, moment));
        var differences = new ArrayList<String>();
        for (var stage : BacklogStage.values()) {
            var counted = mine.getOrDefault(stage, Figures.NONE);
            var said = theirs.getOrDefault(stage, Figures.NONE);
            if (!counted.equals(said)) {
                differences.add(moment + " " + stage + ": order-service says " + said + "; the recount " + counted);
            }
        }
        return differences;
    }

    private static Map<BacklogStage, Figures> figures(JsonNode backlog) {
        var figures = new EnumMap<BacklogStage, Figures>(BacklogStage.class);
        for (var stage : backlog.path("stages")) {
            figures.put(
                    BacklogStage.valueOf(stage.path("stage").asText()),
                    new Figures(
                            stage.path("orders").asLong(),
                            stage.path("lines").asLong(),
                            stage.path("units").asLong()));
        }
        return figures;
    }

    /** When each order was placed, picked, packed, shipped and delivered: what the files date against its history. */
    Result everyOrder(StageTimes files) {
        var differences = new ArrayList<String>();
        for (var order : recount.orders()) {
            differences.addAll(differences(order, files));
        }
        return new Result(
                recount.orders().size()
                        + " orders were placed, picked, packed, shipped and delivered when the files say",
                differences);
    }

    private List<String> differences(Recount.Order order, StageTimes files) {
        var history = shop.history(order.orderId());
        var differences = new ArrayList<String>();
        if (history.stream().noneMatch(fact -> isPlacing(fact, order.placedAt()))) {
            differences.add("order " + order.externalId() + ": not placed at " + order.placedAt());
        }
        var dated = files.of(order.externalId(), order.lines());
        var lived = arrivals(history, order.lines());
        var all = new TreeSet<>(dated.keySet());
        all.addAll(lived.keySet());
        for (var arrival : all) {
            var byFile = dated.getOrDefault(arrival, 0);
            var byHistory = lived.getOrDefault(arrival, 0);
            if (!byFile.equals(byHistory)) {
                differences.add("order %s, %s, %s at %s: %d units in the files, %d in its history"
                        .formatted(
                                order.externalId(), arrival.sku(), arrival.stage(), arrival.at(), byFile, byHistory));
            }
        }
        return differences;
    }

    private static boolean isPlacing(JsonNode fact, Instant at) {
        return fact.path("what").asText().equals("OrderPlaced")
                && time(fact.path("at")).equals(at);
    }

    /** The history tells where the units of a line stand whenever one has moved: what is farther than before has arrived. */
    private static TreeMap<Arrival, Integer> arrivals(List<JsonNode> history, List<Happening.Line> lines) {
        var skus = new HashMap<Integer, String>();
        lines.forEach(line -> skus.put(line.number(), line.sku()));
        var before = new HashMap<Integer, Map<Stage, Integer>>();
        var arrivals = new TreeMap<Arrival, Integer>();
        for (var fact : history) {
            if (fact.path("what").asText().equals("OrderStageChanged")) {
                for (var line : fact.path("detail").path("lines")) {
                    var number = line.path("lineNumber").asInt();
                    var now = passed(line.path("stages"));
                    var was = Objects.requireNonNullElse(before.put(number, now), Map.<Stage, Integer>of());
                    now.forEach((stage, units) -> arrivals.merge(
                            new Arrival(skus.getOrDefault(number, "line " + number), stage, time(line.path("movedAt"))),
                            units - was.getOrDefault(stage, 0),
                            Integer::sum));
                }
            }
        }
        arrivals.values().removeIf(units -> units == 0);
        return arrivals;
    }

    /** Units that have come to each stage, or beyond. */
    private static Map<Stage, Integer> passed(JsonNode stages) {
        var passed = new EnumMap<Stage, Integer>(Stage.class);
        for (var standing : stages) {
            var units = standing.path("units").asInt();
            for (var stage : reached(BacklogStage.valueOf(standing.path("stage").asText()))) {
                passed.merge(stage, units, Integer::sum);
            }
        }
        for (var stage : reached(BacklogStage.DELIVERED)) {
            passed.putIfAbsent(stage, 0);
        }
        return passed;
    }

    private static List<Stage> reached(BacklogStage stage) {
        return switch (stage) {
            case ON_HOLD, AWAITING_ALLOCATION, BACKORDERED, READY_TO_PICK, CANCELLED -> List.of();
            case PICKING -> List.of(Stage.PICKING);
            case PACKED -> List.of(Stage.PICKING, Stage.PACKED);
            case SHIPPED -> List.of(Stage.PICKING, Stage.PACKED, Stage.SHIPPED);
            case DELIVERED -> List.of(Stage.PICKING, Stage.PACKED, Stage.SHIPPED, Stage.DELIVERED);
        };
    }

    private static Instant time(JsonNode text) {
        return Instant.parse(text.asText());
    }
}
