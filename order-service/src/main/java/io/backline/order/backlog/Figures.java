package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.order.backlog.GroupsView.StageUnits;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What stands, counted by groups; those that are shown are described in one pass. */
final class Figures {
    private static final BacklogStage[] STAGES = BacklogStage.values();
    private static final int MANY = 4_000;
    private static final int NONE = -1;

    private final Standing standing;
    private final long[] yardsticks;
    private final int groups;
    private final int[] groupOf;
    private final int[] lines;

    private Figures(Standing standing, By by) {
        this.standing = standing;
        yardsticks = standing.book.yardsticks.of(standing.at);
        groups = by.groups(standing.book);
        groupOf = standing.pad.ints(standing.size());
        lines = standing.pad.zeros(groups);
        for (var entry = 0; entry < standing.size(); entry++) {
            groupOf[entry] = standing.counts(entry) ? by.groupOf(standing, entry) : NONE;
            if (groupOf[entry] != NONE) {
                lines[groupOf[entry]]++;
            }
        }
    }

    static Figures of(Standing standing, By by) {
        return new Figures(standing, by);
    }

    int groups() {
        return groups;
    }

    int lines(int group) {
        return lines[group];
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

    /** One figure for each of these groups. */
    List<Figure> describe(List<Integer> shown) {
        var slotOf = standing.pad.ints(groups);
        Arrays.fill(slotOf, 0, groups, NONE);
        var tallies = new Tally[shown.size()];
        var ages = standing.pad.longs(standing.size());
        var room = 0;
        for (var slot = 0; slot < tallies.length; slot++) {
            slotOf[shown.get(slot)] = slot;
            tallies[slot] = new Tally(ages, room);
            room += lines[shown.get(slot)];
        }
        var seen = standing.isInOrders() ? null : new Seen();
        for (var entry = 0; entry < standing.size(); entry++) {
            var slot = groupOf[entry] == NONE ? NONE : slotOf[groupOf[entry]];
            if (slot != NONE) {
                var tally = tallies[slot];
                tally.count(entry, seen == null ? tally.isOfAnotherOrder(entry) : seen.isNewInItsGroup(entry));
            }
        }
        return Arrays.stream(tallies).map(Tally::figure).toList();
    }

    /** An order may have entries in several groups, and counts once in each of them. Of entries side by side the one before says it. */
    private final class Seen {
        /** By order: its last entry that is shown so far, plus one. */
        private final int[] latest = standing.pad.zeros(standing.book.orders.size());
        /** By entry that is shown: the one before of the same order, plus one. */
        private final int[] before = standing.pad.ints(standing.size());

        boolean isNewInItsGroup(int entry) {
            var order = standing.order(entry);
            before[entry] = latest[order];
            latest[order] = entry + 1;
            var other = before[entry];
            while (other > 0 && groupOf[other - 1] != groupOf[entry]) {
                other = before[other - 1];
            }
            return other == 0;
        }
    }

    private final class Tally {
        private final long[] ages;
        private final int firstAge;
        private int lines;
        private int lastOrder = -1;
        private long orders;
        private long units;
        private long oldest = Long.MAX_VALUE;
        private long overP85;
        private long overdue;
        private final @Nullable Sum[] value = new Sum[standing.book.currencies.size()];
        private final long[] linesIn = new long[STAGES.length];
        private final long[] unitsIn = new long[STAGES.length];

        Tally(long[] ages, int firstAge) {
            this.ages = ages;
            this.firstAge = firstAge;
        }

        /** Than the entry before. */
        boolean isOfAnotherOrder(int entry) {
            return standing.order(entry) != lastOrder;
        }

        void count(int entry, boolean isOrderNew) {
            var stage = standing.stage(entry);
            var theUnits = standing.units(entry);
            var age = standing.age(entry);
            ages[firstAge + lines++] = age;
            orders += isOrderNew ? 1 : 0;
            lastOrder = standing.order(entry);
            units += theUnits;
            oldest = Math.min(oldest, standing.since(entry));
            overP85 += yardsticks[stage] != Yardsticks.NONE && age > yardsticks[stage] ? 1 : 0;
            overdue += standing.isOverdue(entry) ? 1 : 0;
            linesIn[stage]++;
            unitsIn[stage] += theUnits;
            sum(standing.currency(entry)).add(theUnits, standing.price(entry));
        }

        private Sum sum(int currency) {
            var sum = value[currency];
            if (sum == null) {
                sum = new Sum();
                value[currency] = sum;
            }
            return sum;
        }

        Figure figure() {
            var quantiles = quantilesOfAges();
            return new Figure(
                    orders,
                    lines,
                    units,
                    amounts(value),
                    lines == 0 ? null : Book.instant(oldest),
                    quantiles[0],
                    quantiles[1],
                    quantiles[2],
                    overP85,
                    overdue,
                    stages(linesIn, unitsIn));
        }

        /** By nearest rank; of many ages they are cheaper to find than to sort for. */
        private @Nullable Duration[] quantilesOfAges() {
            if (lines > MANY) {
                var found = Quantiles.of(ages, firstAge, firstAge + lines, Quantiles.P50_P85_P95);
                return Arrays.stream(found).mapToObj(Figures::duration).toArray(Duration[]::new);
            }
            Arrays.sort(ages, firstAge, firstAge + lines);
            return Arrays.stream(Quantiles.P50_P85_P95)
                    .mapToObj(quantile ->
                            lines == 0 ? null : duration(ages[firstAge + (int) Math.ceil(quantile * lines) - 1]))
                    .toArray(Duration[]::new);
        }
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

    @Nullable
    Duration yardstick(BacklogStage stage) {
        var yardstick = yardsticks[stage.ordinal()];
        return yardstick == Yardsticks.NONE ? null : duration(yardstick);
    }
}
