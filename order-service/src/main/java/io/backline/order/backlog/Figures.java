package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.GroupsView.StageUnits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Currency;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands, sorted into groups; a group is looked at when it is described. */
final class Figures {
    private static final BacklogStage[] STAGES = BacklogStage.values();
    private static final int MANY = 4_000;

    private final Standing standing;
    private final long[] yardsticks;
    private final int[] begins;
    private final int[] entries;
    /** The group that an order was counted in last, plus one. */
    private final int[] countedIn;

    private Figures(Standing standing, int[] begins, int[] entries) {
        this.standing = standing;
        this.begins = begins;
        this.entries = entries;
        this.yardsticks = standing.book.yardsticks.of(standing.at);
        this.countedIn = new int[standing.book.orders.size()];
    }

    static Figures of(Standing standing, By by) {
        var groups = by.groups(standing.book);
        var groupOf = new int[standing.size()];
        var begins = new int[groups + 1];
        for (var entry = 0; entry < groupOf.length; entry++) {
            groupOf[entry] = by.groupOf(standing, entry);
            begins[groupOf[entry] + 1]++;
        }
        for (var group = 0; group < groups; group++) {
            begins[group + 1] += begins[group];
        }
        var next = begins.clone();
        var entries = new int[groupOf.length];
        for (var entry = 0; entry < groupOf.length; entry++) {
            entries[next[groupOf[entry]]++] = entry;
        }
        return new Figures(standing, begins, entries);
    }

    int groups() {
        return begins.length - 1;
    }

    int lines(int group) {
        return begins[group + 1] - begins[group];
    }

    /** All that is to be said of one group. */
    record Figure(
            long orders,
            long lines,
            long units,
            Map<String, String> value,
            @Nullable Instant oldestSince,
            @Nullable Duration ageP50,
            @Nullable Duration ageP85,
            @Nullable Duration ageP95,
            long overP85,
            long overdue,
            Map<BacklogStage, StageUnits> stages) {}

    Figure describe(int group) {
        var book = standing.book;
        var orders = 0L;
        var units = 0L;
        var overP85 = 0L;
        var overdue = 0L;
        var ages = new long[lines(group)];
        var value = new @Nullable Sum[book.currencies.size()];
        var linesIn = new long[STAGES.length];
        var unitsIn = new long[STAGES.length];
        for (var i = 0; i < ages.length; i++) {
            var entry = entries[begins[group] + i];
            var order = standing.order(entry);
            if (countedIn[order] != group + 1) {
                countedIn[order] = group + 1;
                orders++;
            }
            ages[i] = standing.age(entry);
            units += standing.units(entry);
            var currency = book.orders.currency(order);
            var sum = value[currency];
            if (sum == null) {
                sum = new Sum();
                value[currency] = sum;
            }
            sum.add(standing.units(entry), book.lines.price(standing.line(entry)));
            var stage = standing.stage(entry);
            linesIn[stage]++;
            unitsIn[stage] += standing.units(entry);
            overP85 += yardsticks[stage] != Yardsticks.NONE && ages[i] > yardsticks[stage] ? 1 : 0;
            overdue += standing.isOverdue(entry) ? 1 : 0;
        }
        var quantiles = quantiles(ages);
        return new Figure(
                orders,
                ages.length,
                units,
                amounts(value),
                ages.length == 0 ? null : oldest(group),
                quantiles[0],
                quantiles[1],
                quantiles[2],
                overP85,
                overdue,
                stages(linesIn, unitsIn));
    }

    private Instant oldest(int group) {
        var oldest = Long.MAX_VALUE;
        for (var i = begins[group]; i < begins[group + 1]; i++) {
            oldest = Math.min(oldest, standing.since(entries[i]));
        }
        return Book.instant(oldest);
    }

    private Map<String, String> amounts(@Nullable Sum[] sums) {
        var amounts = new TreeMap<String, String>();
        for (var number = 0; number < sums.length; number++) {
            var sum = sums[number];
            if (sum != null) {
                var currency = standing.book.currencies.text(number);
                var decimals = Currency.getInstance(currency).getDefaultFractionDigits();
                amounts.put(currency, sum.amount(decimals).toPlainString());
            }
        }
        return amounts;
    }

    /** By nearest rank; of many ages they are cheaper to find than to sort for. */
    private static @Nullable Duration[] quantiles(long[] ages) {
        if (ages.length > MANY) {
            var found = Quantiles.of(1, Quantiles.P50_P85_P95, sink -> {
                for (var age : ages) {
                    sink.accept(0, age);
                }
            });
            return Arrays.stream(found[0]).mapToObj(Figures::duration).toArray(Duration[]::new);
        }
        Arrays.sort(ages);
        return Arrays.stream(Quantiles.P50_P85_P95)
                .mapToObj(quantile ->
                        ages.length == 0 ? null : duration(ages[(int) Math.ceil(quantile * ages.length) - 1]))
                .toArray(Duration[]::new);
    }

    static Duration duration(long micros) {
        return Duration.of(micros, ChronoUnit.MICROS);
    }

    private static Map<BacklogStage, StageUnits> stages(long[] lines, long[] units) {
        var stages = new EnumMap<BacklogStage, StageUnits>(BacklogStage.class);
        for (var stage : STAGES) {
            if (lines[stage.ordinal()] > 0) {
                stages.put(stage, new StageUnits(lines[stage.ordinal()], units[stage.ordinal()]));
            }
        }
        return stages;
    }

    /** By the ordinal of the stage: orders of which something was asked for, each in its own stage. */
    long[] ordersByTheirStage() {
        var orders = new long[STAGES.length];
        var counted = new BitSet(standing.book.orders.size());
        for (var entry = 0; entry < standing.size(); entry++) {
            var order = standing.order(entry);
            if (!counted.get(order)) {
                counted.set(order);
                orders[standing.stageOfOrder(order)]++;
            }
        }
        return orders;
    }

    @Nullable
    Duration yardstick(BacklogStage stage) {
        var yardstick = yardsticks[stage.ordinal()];
        return yardstick == Yardsticks.NONE ? null : duration(yardstick);
    }
}
