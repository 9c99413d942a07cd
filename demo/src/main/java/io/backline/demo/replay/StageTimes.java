package io.backline.demo.replay;

import io.backline.demo.replay.Happening.Line;
import io.backline.demo.replay.Happening.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the units of orders were picked, packed, shipped and delivered, as the files date it, order by order. It reads the files itself and keeps what they say
 * of each item; which events were made of them does not matter here. A later stage implies those before it.
 */
final class StageTimes {
    private static final List<Stage> DATED = List.of(Stage.PICKING, Stage.PACKED, Stage.SHIPPED, Stage.DELIVERED);

    private final Map<String, List<Story>> stories = new HashMap<>();

    /** Units of a SKU came to a stage. */
    record Arrival(String sku, Stage stage, Instant at) implements Comparable<Arrival> {
        private static final Comparator<Arrival> ORDER =
                Comparator.comparing(Arrival::at).thenComparing(Arrival::sku).thenComparing(Arrival::stage);

        @Override
        public int compareTo(Arrival other) {
            return ORDER.compare(this, other);
        }
    }

    /** One item of an order, or the order as a whole. */
    private record Story(@Nullable String item, @Nullable String sku, Map<Stage, Instant> times) {
        /** The first moment at which it was told to be in this stage or in a later one. */
        @Nullable
        Instant reached(Stage stage) {
            return DATED.stream()
                    .filter(later -> later.compareTo(stage) >= 0)
                    .map(times::get)
                    .filter(Objects::nonNull)
                    .min(Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    static StageTimes read(List<Path> files) throws IOException {
        var times = new StageTimes();
        var reading = new StageReading();
        for (var file : files) {
            JsonLines.each(file, line -> times.add(reading.read(line)));
        }
        return times;
    }

    private void add(Happening.StageReached reached) {
        if (!DATED.contains(reached.stage())) {
            return;
        }
        var ofOrder = stories.computeIfAbsent(reached.externalId(), none -> new ArrayList<>());
        var item = reached.item();
        var id = item == null ? null : item.id();
        var story = ofOrder.stream()
                .filter(known -> Objects.equals(known.item(), id))
                .findFirst()
                .orElseGet(() -> {
                    var first = new Story(id, item == null ? null : item.sku(), new HashMap<>());
                    ofOrder.add(first);
                    return first;
                });
        story.times().putIfAbsent(reached.stage(), reached.at());
    }

    /** Units by SKU, stage and time. What is told of an order as a whole is told of all units that are no item. */
    TreeMap<Arrival, Integer> of(String externalId, List<Line> lines) {
        var arrivals = new TreeMap<Arrival, Integer>();
        for (var stage : DATED) {
            var rest = new TreeMap<String, Integer>();
            lines.forEach(line -> rest.merge(line.sku(), line.quantity(), Integer::sum));
            var ofOrder = stories.getOrDefault(externalId, List.of());
            for (var story : ofOrder) {
                var at = story.reached(stage);
                if (story.sku() != null && at != null) {
                    arrivals.merge(new Arrival(story.sku(), stage, at), 1, Integer::sum);
                    rest.merge(story.sku(), -1, Integer::sum);
                }
            }
            for (var story : ofOrder) {
                var at = story.reached(stage);
                if (story.item() == null && at != null) {
                    rest.forEach((sku, units) -> arrivals.merge(new Arrival(sku, stage, at), units, Integer::sum));
                }
            }
        }
        arrivals.values().removeIf(units -> units <= 0);
        return arrivals;
    }
}
