package io.backline.order.backlog;

import static io.backline.order.backlog.SomeHistory.BEGIN;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import io.backline.order.backlog.SomeHistory.LineOf;
import io.backline.order.backlog.SomeHistory.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list against a recount that follows every single unit and sorts them all. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AgeingTest {
    private static final Instant AT = BEGIN.plus(Duration.ofDays(65));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void the_worst_lines_come_first_and_pages_join_to_the_whole_list(long seed) {
        var history = new SomeHistory(seed);

        var list = pages(history.book, all(), 7);

        assertThat(list).hasSizeGreaterThan(50);
        assertThat(list).extracting(AgeingTest::told).isEqualTo(recount(history, there -> true));
        assertThat(list).isEqualTo(pages(history.book, all(), 500));
    }

    @Test
    void only_what_is_asked_for_is_listed() {
        var history = new SomeHistory(4);

        assertThat(told(history, new Question(AT, null, null, Priority.HIGH, null, "SKU 3", null), null, null))
                .isEqualTo(recount(
                        history,
                        there -> there.line.order.priority() == Priority.HIGH
                                && there.line.line.sku().equals("SKU 3")))
                .isNotEmpty();
        assertThat(told(history, Question.all(AT), true, null))
                .isEqualTo(recount(history, There::isOverdue))
                .isNotEmpty();
        assertThat(told(history, Question.all(AT), null, false))
                .isEqualTo(recount(history, there -> !there.isOverP85(history)))
                .isNotEmpty();
        assertThat(told(history, Question.all(AT), null, true))
                .isEqualTo(recount(history, there -> there.isOverP85(history)))
                .isNotEmpty();
        assertThat(told(history, new Question(AT, BacklogStage.PACKED, "web", null, null, null, null), false, false))
                .isEqualTo(recount(
                        history,
                        there -> there.stage == BacklogStage.PACKED
                                && there.line.order.channel().equals("web")
                                && !there.isOverP85(history)
                                && !there.isOverdue()))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {65, 400})
    void at_a_location_only_what_lies_there_counts(int days) {
        var history = new SomeHistory(5);
        var at = BEGIN.plus(Duration.ofDays(days));

        var east = pages(
                history.book, new Ageing.Wanted(new Question(at, null, null, null, "EAST", null, null), null, null), 9);

        assertThat(east).isNotEmpty().allMatch(line -> "EAST".equals(line.location()));
        assertThat(east.stream().mapToInt(AgedLine::units).sum())
                .isEqualTo(history.standing(
                                at, unit -> "EAST".equals(unit.spotAt(at).location()))
                        .size());
    }

    @Test
    void a_line_tells_all_that_is_needed_to_work_on_it() {
        var history = new SomeHistory(6);

        for (var line : pages(history.book, all(), 100)) {
            var order = history.lines.stream()
                    .map(one -> one.order)
                    .filter(one -> one.orderId().equals(line.orderId()))
                    .findAny()
                    .orElseThrow();
            assertThat(line.channel()).isEqualTo(order.channel());
            assertThat(line.customerId()).isEqualTo(order.customerId());
            assertThat(line.priority()).isEqualTo(order.priority());
            assertThat(line.placedAt()).isEqualTo(order.placedAt());
            assertThat(line.needBy()).isEqualTo(order.needBy());
            assertThat(line.currency()).isEqualTo(order.currency());
            assertThat(line.age()).isEqualTo(Duration.between(line.since(), AT));
            assertThat(line.completedP85()).isEqualTo(history.completedP85(AT, line.stage()));
            assertThat(line.why().getFirst()).contains(" in " + line.stage());
            assertThat(line.named("X-1").externalId()).isEqualTo("X-1");
        }
    }

    private static Ageing.Wanted all() {
        return new Ageing.Wanted(Question.all(AT), null, null);
    }

    private static List<AgedLine> pages(Book book, Ageing.Wanted wanted, int limit) {
        var list = new ArrayList<AgedLine>();
        List<AgedLine> page;
        do {
            page = Ageing.worst(
                    book, wanted, limit, list.isEmpty() ? null : list.getLast().place());
            list.addAll(page);
        } while (page.size() == limit);
        return list;
    }

    private static List<Told> told(SomeHistory history, Question question, Boolean overdue, Boolean overP85) {
        return pages(history.book, new Ageing.Wanted(question, overdue, overP85), 5).stream()
                .map(AgeingTest::told)
                .toList();
    }

    private record Told(
            UUID orderId,
            int lineNumber,
            BacklogStage stage,
            String location,
            int units,
            String value,
            Instant since,
            boolean overdue,
            double score) {}

    private static Told told(AgedLine line) {
        return new Told(
                line.orderId(),
                line.lineNumber(),
                line.stage(),
                line.location(),
                line.units(),
                line.value(),
                line.since(),
                line.overdue(),
                line.score());
    }

    private static List<Told> recount(SomeHistory history, Predicate<There> isWanted) {
        return history.standing(AT, unit -> true).stream()
                .collect(groupingBy(unit -> Map.entry(unit.line, unit.spotAt(AT).stage())))
                .entrySet()
                .stream()
                .map(there -> new There(there.getKey().getKey(), there.getKey().getValue(), there.getValue()))
                .filter(isWanted)
                .map(there -> there.told(history))
                .sorted(Comparator.comparingDouble(Told::score)
                        .reversed()
                        .thenComparing(Told::since)
                        .thenComparing(Told::orderId)
                        .thenComparing(Told::lineNumber)
                        .thenComparing(Told::stage))
                .toList();
    }

    private record There(LineOf line, BacklogStage stage, List<Unit> units) {
        Instant since() {
            return units.stream()
                    .map(unit -> unit.sinceAt(AT))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
        }

        boolean isOverdue() {
            return line.order.needBy() != null && line.order.needBy().isBefore(AT);
        }

        boolean isOverP85(SomeHistory history) {
            var usual = history.completedP85(AT, stage);
            return usual != null && Duration.between(since(), AT).compareTo(usual) > 0;
        }

        Told told(SomeHistory history) {
            var locations = units.stream()
                    .map(unit -> Objects.requireNonNullElse(unit.spotAt(AT).location(), ""))
                    .distinct()
                    .toList();
            var value = line.line.unitPrice().multiply(BigDecimal.valueOf(units.size()));
            return new Told(
                    line.order.orderId(),
                    line.line.lineNumber(),
                    stage,
                    locations.size() > 1 || locations.getFirst().isEmpty() ? null : locations.getFirst(),
                    units.size(),
                    value.toPlainString(),
                    since(),
                    isOverdue(),
                    Math.round(1_000 * score(history, value.doubleValue())) / 1_000.0);
        }

        private double score(SomeHistory history, double value) {
            var usual = history.completedP85(AT, stage);
            var age = days(Duration.between(since(), AT)) / (usual == null ? 7 : days(usual));
            var late = line.order.needBy() == null ? -99 : days(Duration.between(line.order.needBy(), AT));
            return Math.min(10, age)
                    + List.of(-1, 0, 1, 2).get(line.order.priority().ordinal())
                    + (late > 0 ? Math.min(3, 1 + late / 7) : late >= -2 ? 0.5 : 0)
                    + Math.log10(1 + value) / 10;
        }

        private static double days(Duration duration) {
            return duration.toSeconds() / 86_400.0;
        }
    }
}
