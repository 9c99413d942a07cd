package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import io.backline.order.backlog.Visited.Stretch;
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
 * the visit ends; a change of location within a stage is neither.
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
    /** Numbers to count all groups point by point at once; else they are counted as a whole first, and then those that are shown. */
    private static final int FEW = 1 << 18;

    private final Book book;
    private final Points points;
    /** Null where all do. */
    private final boolean @Nullable [] linesThatCount;

    private final Series stages;
    private final double[] stood = new double[OPEN.length];
    private final double[] spent = new double[OPEN.length];
    private final Quantiles times = new Quantiles(OPEN.length, P50_P85);
    /** Where visits ended in the window. */
    private final List<Stretch> ended = new ArrayList<>();

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
        for (var visits : book.visits.between(points.from(), points.to())) {
            if (readStages(visits)) {
                ended.add(visits);
            }
        }
        var now = book.standingNow;
        for (var row = 0; row < now.size(); row++) {
            if (isLeftOut(now, row, points.to()) && counts(now.rows.line[row])) {
                stages.arrive(now.rows.stage[row], now.rows.since[row], now.rows.units[row]);
                stood[now.rows.stage[row]] += (double) now.rows.units[row] * (points.to() - points.from());
            }
        }
    }

    /** Whether it stands since before the window in a stretch of visits that is left out. */
    private boolean isLeftOut(StandingNow now, int row, long to) {
        return now.isVisit(row)
                && now.rows.since[row] < points.from()
                && book.visits.isLeftOut(now.visit[row], points.from(), to);
    }

    /** Whether any of them ended in the window. */
    private boolean readStages(Stretch visits) {
        var from = points.from();
        var to = points.to();
        var anyEnded = false;
        for (var visit = visits.begin(); visit < visits.end(); visit++) {
            var left = visits.left(visit);
            if (left < from || isClosed(visits.stage(visit))) {
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
                times.count(stage, left - entered);
                anyEnded = true;
            }
        }
        return anyEnded;
    }

    List<Stage> stages() {
        var found = times.found(this::readTimes);
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
                            departures == 0 ? null : duration(found[stage][0]),
                            departures == 0 ? null : duration(found[stage][1]));
                })
                .toList();
    }

    private static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private void readTimes(Quantiles.Sink times) {
        ended.forEach(visits -> readTimes(times, visits));
    }

    private void readTimes(Quantiles.Sink times, Stretch visits) {
        var from = points.from();
        var to = points.to();
        for (var visit = visits.begin(); visit < visits.end(); visit++) {
            var left = visits.left(visit);
            if (left >= from && left < to && !isClosed(visits.stage(visit)) && counts(visits.line(visit))) {
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
        var visits = visitsThatCount(by);
        var areFew = (long) groups.count * points.count() <= FEW;
        var all = read(visits, by, groups.ofVisit, new Series(groups.count, areFew ? points : points.whole()));
        var shown = shown(groups, all);
        var slots = new int[groups.count];
        Arrays.fill(slots, shown.size());
        for (var slot = 0; slot < shown.size(); slot++) {
            slots[shown.get(slot)] = slot;
        }
        var series = areFew
                ? all.joined(slots, shown.size() + 1)
                : read(
                        visits,
                        by,
                        visit -> slots[groups.ofVisit.applyAsInt(visit)],
                        new Series(shown.size() + 1, points));
        var told = new ArrayList<Group>();
        for (var slot = 0; slot < shown.size(); slot++) {
            told.add(new Group(groups.name.apply(shown.get(slot)), series.of(slot)));
        }
        if (!series.isIdle(shown.size())) {
            told.add(new Group(OTHERS, series.of(shown.size())));
        }
        return told;
    }

    /** Numbers of groups, which of them a visit belongs to, and what they are called. */
    private record Groups(int count, IntUnaryOperator ofVisit, IntFunction<String> name) {
        Groups(Words words, IntUnaryOperator ofVisit) {
            this(words.size(), ofVisit, words::text);
        }
    }

    private Groups groups(By by) {
        var orders = book.orders;
        var visits = book.visits;
        return switch (by) {
            case CHANNEL -> new Groups(book.channels, visit -> orders.channel(order(visit)));
            case PRIORITY ->
                new Groups(
                        PRIORITIES.length,
                        visit -> orders.priority(order(visit)).ordinal(),
                        group -> PRIORITIES[group].name());
            case LOCATION -> new Groups(book.locations, visits::location);
            case SKU -> new Groups(book.skus, visit -> book.lines.sku(visits.line(visit)));
            case CUSTOMER -> new Groups(book.customers, visit -> orders.customer(order(visit)));
            case STAGE, AGE -> throw new IllegalArgumentException("does not divide the flow of the whole: " + by);
        };
    }

    private int order(int visit) {
        return book.lines.order(book.visits.line(visit));
    }

    /** Found once, because they are few. */
    private int[] visitsThatCount(By by) {
        var found = IntStream.builder();
        for (var visits : book.visits.between(points.from(), Book.NEVER)) {
            for (var visit = visits.begin(); visit < visits.end(); visit++) {
                if ((by == By.LOCATION ? isAtALocation(visits, visit) : isFirstOrLast(visits, visit))
                        && counts(visits.line(visit))) {
                    found.accept(visits.visit(visit));
                }
            }
        }
        var now = book.standingNow;
        for (var row = 0; row < now.size(); row++) {
            if (isLeftOut(now, row, Book.NEVER)
                    && counts(now.rows.line[row])
                    && (by != By.LOCATION || now.rows.location[row] >= 0)) {
                found.accept(now.visit[row]);
            }
        }
        return found.build().toArray();
    }

    private boolean isAtALocation(Stretch visits, int visit) {
        return visits.left(visit) >= points.from() && visits.location(visit) >= 0 && !isClosed(visits.stage(visit));
    }

    /** Whether it tells what came into the backlog or left it. Where both were before the window it makes no difference. */
    private boolean isFirstOrLast(Stretch visits, int visit) {
        var standsThere = visits.left(visit) == Book.NEVER;
        return isClosed(visits.stage(visit)) ? !standsThere || visits.entered(visit) >= points.from() : standsThere;
    }

    private static boolean isClosed(int stage) {
        return stage >= OPEN.length;
    }

    private Series read(int[] visits, By by, IntUnaryOperator groupOf, Series series) {
        for (var visit : visits) {
            if (by == By.LOCATION) {
                readLocation(visit, groupOf.applyAsInt(visit), series);
            } else {
                readBacklog(visit, groupOf.applyAsInt(visit), series);
            }
        }
        return series;
    }

    /** Units come to a location when a visit with it begins, and leave it when that ends: also when they go on to the next stage there. */
    private void readLocation(int visit, int group, Series series) {
        var units = book.visits.units(visit);
        series.arrive(group, book.visits.entered(visit), units);
        series.leave(group, book.visits.left(visit), units);
    }

    /**
     * All units of a line came when its order was placed, and stand somewhere now: in the visits that have not ended. They left the backlog when they came to
     * a closed stage, and were back if they left that again.
     */
    private void readBacklog(int visit, int group, Series series) {
        var units = book.visits.units(visit);
        var left = book.visits.left(visit);
        series.arrive(group, left == Book.NEVER ? book.orders.placedAt(order(visit)) : left, units);
        if (isClosed(book.visits.stage(visit))) {
            series.leave(group, book.visits.entered(visit), units);
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
