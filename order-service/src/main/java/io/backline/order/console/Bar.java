package io.backline.order.console;

import io.backline.events.BacklogStage;
import io.backline.order.order.OrderView;
import io.backline.order.order.OrderView.LineView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where units stand, drawn as one bar through the stages. */
record Bar(long whole, List<Segment> segments) {

    record Segment(BacklogStage stage, long from, long units) {}

    static Bar of(OrderView order) {
        return of(order, order.lines());
    }

    static Bar of(OrderView order, LineView line) {
        return of(order, List.of(line));
    }

    private static Bar of(OrderView order, Collection<LineView> lines) {
        var units = new EnumMap<BacklogStage, Long>(BacklogStage.class);
        for (var line : lines) {
            standing(line, !order.holds().isEmpty()).forEach((stage, here) -> units.merge(stage, here, Long::sum));
        }
        var segments = new ArrayList<Segment>();
        var from = 0L;
        for (var stage : units.entrySet()) {
            if (stage.getValue() > 0) {
                segments.add(new Segment(stage.getKey(), from, stage.getValue()));
                from += stage.getValue();
            }
        }
        return new Bar(from, segments);
    }

    /** A stage is the gap between two counters. */
    private static Map<BacklogStage, Long> standing(LineView line, boolean held) {
        var units = new EnumMap<BacklogStage, Long>(BacklogStage.class);
        var wanted = line.ordered() - line.cancelled();
        if (held) {
            units.put(BacklogStage.ON_HOLD, (long) wanted - line.picked());
        } else {
            units.put(BacklogStage.AWAITING_ALLOCATION, (long) wanted - line.allocated() - line.backordered());
            units.put(BacklogStage.BACKORDERED, (long) line.backordered());
            units.put(BacklogStage.READY_TO_PICK, (long) line.allocated() - line.picked());
        }
        units.put(BacklogStage.PICKING, (long) line.picked() - line.packed());
        units.put(BacklogStage.PACKED, (long) line.packed() - line.shipped());
        units.put(BacklogStage.SHIPPED, (long) line.shipped() - line.delivered());
        units.put(BacklogStage.DELIVERED, (long) line.delivered());
        units.put(BacklogStage.CANCELLED, (long) line.cancelled());
        return units;
    }

    /** {@code 3 backordered, 2 picking}. */
    public String inWords() {
        return segments.stream()
                .map(segment -> Words.grouped(segment.units()) + " "
                        + Words.words(segment.stage()).toLowerCase(java.util.Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
