package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import io.backline.order.backlog.Book.Visited;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What came into the backlog and its stages, what left them, and what was there, point by point. Units come to a stage when a visit begins and leave it when
 * the visit ends, also if they go on in the same stage at another location.
 */
public final class Flow {
    /** What it can be divided by: what does not change while units are in the backlog, and stages and locations by themselves. */
    static final Set<By> BY = EnumSet.complementOf(EnumSet.of(By.AGE));

    private static final BacklogStage[] OPEN =
            Arrays.stream(BacklogStage.values()).filter(BacklogStage::isOpen).toArray(BacklogStage[]::new);
    private static final Priority[] PRIORITIES = Priority.values();
    private static final double[] P50_P85 = {0.5, 0.85};
    private static final double MICROS_PER_DAY = 86_400e6;
    private static final int MOST_GROUPS = 20;
    private static final String OTHERS = "others";

    private final Book book;
    private final Points points;
    /** Null where all do. */
    private final boolean @Nullable [] linesThatCount;

    private final Series stages;
    private final double[] stood = new double[OPEN.length];
    private final double[] spent = new double[OPEN.length];
    /** By chunk of rows: whether visits ended in the window. */
    private final boolean[] ended;

    public record Group(String group, List<Series.Point> points) {}

    /**
     * A stage over the window: units that left it a day, units that stood there as a mean over time, and how long those that left had stood there: the mean
     * by units, quantiles by visits as everywhere.
     */
    record Stage(
            BacklogStage stage,
            long departures,
            double throughputPerDay,
            double wipMean,
            @Nullable Duration meanTime,
            @Nullable Duration timeP50,
            @Nullable Duration timeP85) {}

    private Flow(Book book, Points points, boolean @Nullable [] linesThatCount) {
        this.book = book;
        this.points = points;
        this.linesThatCount = linesThatCount;
        stages = new Series(OPEN.length, points);
        ended = new boolean[book.visits.chunks()];
    }

    /** Of lines of a channel, a priority, a SKU, a customer; stage and location of the question do not matter. */
    static Flow of(Book book, Points points, Question question) {
        var flow = new Flow(book, points, linesThatCount(book, question));
        flow.readStages();
        return flow;
    }

    private static boolean @Nullable [] linesThatCount(Book book, Question question) {
        if (question.channel() == null
                && question.priority() == null
                && question.sku() == null
                && question.customerId() == null) {
            return null;
        }
        var filter = new Filter(book, question);
        var counts = new boolean[book.lines.size()];
        for (var line = 0; line < counts.length; line++) {
            counts[line] = filter.takes(line);
        }
        return counts;
    }

    private boolean counts(int line) {
        return linesThatCount == null || linesThatCount[line];
    }

    private void readStages() {
        for (var chunk = 0; chunk < ended.length; chunk++) {
            ended[chunk] = readStages(book.visits.chunk(chunk));
        }
    }

    /** Whether visits of the chunk ended in the window. */
    private boolean readStages(Visited.Chunk visits) {
        var from = points.from();
        var to = points.to();
        var anyEnded = false;
        for (var visit = 0; visit < visits.size(); visit++) {
            var left = visits.left(visit);
            if (left < from || visits.stage(visit) >= OPEN.length) {
                continue;
            }
            var entered = visits.entered(visit);
            if (entered >= to || !counts(visits.line(visit))) {
                continue;
            }
            var stage = visits.stage(visit);
            var units = visits.units(visit);
            stages.arrive(stage, entered, units);
            stood[stage] += (double) units * (Math.min(left, to) - Math.max(entered, from));
            if (left < to) {
                stages.leave(stage, left, units);
                spent[stage] += (double) units * (left - entered);
                anyEnded = true;
            }
        }
        return anyEnded;
    }

    List<Stage> stages() {
        var times = Quantiles.of(OPEN.length, P50_P85, this::readTimes);
        var window = (double) (points.to() - points.from());
        return IntStream.range(0, OPEN.length)
                .mapToObj(stage -> {
                    var departures = stages.departures(stage);
                    return new Stage(
                            OPEN[stage],
                            departures,
                            departures * MICROS_PER_DAY / window,
                            stood[stage] / window,
                            departures == 0 ? null : duration(Math.round(spent[stage] / departures)),
                            departures == 0 ? null : duration(times[stage][0]),
                            departures == 0 ? null : duration(times[stage][1]));
                })
                .toList();
    }

    private static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private void readTimes(Quantiles.Sink times) {
        for (var chunk = 0; chunk < ended.length; chunk++) {
            if (ended[chunk]) {
                readTimes(times, book.visits.chunk(chunk));
            }
        }
    }

    private void readTimes(Quantiles.Sink times, Visited.Chunk visits) {
        var from = points.from();
        var to = points.to();
        for (var visit = 0; visit < visits.size(); visit++) {
            var left = visits.left(visit);
            if (left >= from && left < to && visits.stage(visit) < OPEN.length && counts(visits.line(visit))) {
                times.accept(visits.stage(visit), left - visits.entered(visit));
            }
        }
    }

    /**
     * The part of their time in the backlog in which units were touched, of visits that ended in the window; null if none did. Touched are units a picker has
     * in hand (PICKING) and units a carrier moves (SHIPPED): these two stages are work, the others are waiting for a decision, for stock, for a picker, for a
     * carrier.
     */
    @Nullable
    Double efficiency() {
        var all = Arrays.stream(spent).sum();
        var touched = spent[BacklogStage.PICKING.ordinal()] + spent[BacklogStage.SHIPPED.ordinal()];
        return all == 0 ? null : Double.valueOf(touched / all);
    }

    /**
     * Orders came when they were placed, and left when the last of their units was delivered or cancelled. Of a SKU: orders with a line of it.
     */
    List<Series.Point> orders() {
        var counting = ordersThatCount();
        var series = new Series(1, points);
        for (var order = 0; order < book.orders.size(); order++) {
            if (counting == null || counting[order]) {
                series.arrive(0, book.orders.placedAt(order), 1);
                series.leave(0, book.orders.closedAt(order), 1);
            }
        }
        return series.of(0);
    }

    private boolean @Nullable [] ordersThatCount() {
        if (linesThatCount == null) {
            return null;
        }
        var counting = new boolean[book.orders.size()];
        for (var line = 0; line < linesThatCount.length; line++) {
            counting[book.lines.order(line)] |= linesThatCount[line];
        }
        return counting;
    }

    /** The open stages in their order, or the groups with most arrivals and then {@code others} for the rest. Groups in which nothing was are left out. */
    List<Group> series(By by) {
        if (by == By.STAGE) {
            return IntStream.range(0, OPEN.length)
                    .mapToObj(stage -> new Group(OPEN[stage].name(), stages.of(stage)))
                    .toList();
        }
        var groups = groups(by);
        var totals = new Series(groups.count, points.whole());
        read(groups, IntUnaryOperator.identity(), totals);
        var shown = shown(groups, totals);
        var slots = new int[groups.count];
        Arrays.fill(slots, shown.size());
        for (var slot = 0; slot < shown.size(); slot++) {
            slots[shown.get(slot)] = slot;
        }
        var series = new Series(shown.size() + 1, points);
        read(groups, group -> slots[group], series);
        var told = new ArrayList<Group>();
        for (var slot = 0; slot < shown.size(); slot++) {
            told.add(new Group(groups.name.apply(shown.get(slot)), series.of(slot)));
        }
        if (!series.isIdle(shown.size())) {
            told.add(new Group(OTHERS, series.of(shown.size())));
        }
        return told;
    }

    /** Numbers of groups, which of them a line belongs to (null for locations), and what they are called. */
    private record Groups(int count, @Nullable IntUnaryOperator ofLine, IntFunction<String> name) {}

    private Groups groups(By by) {
        var lines = book.lines;
        var orders = book.orders;
        return switch (by) {
            case CHANNEL -> groups(book.channels, line -> orders.channel(lines.order(line)));
            case PRIORITY ->
                new Groups(
                        PRIORITIES.length,
                        line -> orders.priority(lines.order(line)).ordinal(),
                        group -> PRIORITIES[group].name());
            case LOCATION -> groups(book.locations, null);
            case SKU -> groups(book.skus, lines::sku);
            case CUSTOMER -> groups(book.customers, line -> orders.customer(lines.order(line)));
            case STAGE, AGE -> throw new IllegalArgumentException("does not divide the flow of the whole: " + by);
        };
    }

    private static Groups groups(Words words, @Nullable IntUnaryOperator ofLine) {
        return new Groups(words.size(), ofLine, words::text);
    }

    private void read(Groups groups, IntUnaryOperator slotOf, Series series) {
        for (var chunk = 0; chunk < ended.length; chunk++) {
            if (groups.ofLine == null) {
                readLocations(book.visits.chunk(chunk), slotOf, series);
            } else {
                readBacklog(book.visits.chunk(chunk), groups.ofLine, slotOf, series);
            }
        }
    }

    /** Units come to a location when a visit with it begins, and leave it when that ends: also when they go on to the next stage there. */
    private void readLocations(Visited.Chunk visits, IntUnaryOperator slotOf, Series series) {
        var from = points.from();
        for (var visit = 0; visit < visits.size(); visit++) {
            if (visits.left(visit) >= from && visits.location(visit) >= 0 && counts(visits.line(visit))) {
                var slot = slotOf.applyAsInt(visits.location(visit));
                series.arrive(slot, visits.entered(visit), visits.units(visit));
                series.leave(slot, visits.left(visit), visits.units(visit));
            }
        }
    }

    /**
     * All units of a line came when its order was placed, and stand somewhere now: in the visits that have not ended. They left the backlog when they came to
     * a closed stage, and were back if they left that again. What came and went before the window makes no difference.
     */
    private void readBacklog(Visited.Chunk visits, IntUnaryOperator groupOf, IntUnaryOperator slotOf, Series series) {
        var from = points.from();
        for (var visit = 0; visit < visits.size(); visit++) {
            var left = visits.left(visit);
            var isClosed = visits.stage(visit) >= OPEN.length;
            if (left != Book.NEVER && !isClosed) {
                continue;
            }
            if (left == Book.NEVER && isClosed && visits.entered(visit) < from) {
                continue;
            }
            var line = visits.line(visit);
            if (!counts(line)) {
                continue;
            }
            var slot = slotOf.applyAsInt(groupOf.applyAsInt(line));
            var came = left == Book.NEVER ? book.orders.placedAt(book.lines.order(line)) : left;
            series.arrive(slot, came, visits.units(visit));
            if (isClosed) {
                series.leave(slot, visits.entered(visit), visits.units(visit));
            }
        }
    }

    private static List<Integer> shown(Groups groups, Series totals) {
        var mostFirst =
                Comparator.<Integer>comparingLong(totals::arrivals).reversed().thenComparing(groups.name::apply);
        var shown = new PriorityQueue<Integer>(mostFirst.reversed());
        for (var group = 0; group < groups.count; group++) {
            if (totals.isIdle(group)) {
                continue;
            }
            if (shown.size() < MOST_GROUPS) {
                shown.add(group);
            } else if (mostFirst.compare(group, shown.element()) < 0) {
                shown.remove();
                shown.add(group);
            }
        }
        return shown.stream().sorted(mostFirst).toList();
    }
}
