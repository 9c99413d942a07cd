package io.backline.order.backlog;

import static io.backline.order.backlog.SomeHistory.BEGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import io.backline.order.backlog.SomeHistory.Unit;
import io.backline.web.Cursor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Book against a recount that follows every single unit and knows no visits, columns or sums. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BookTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_figures_of_any_moment_equal_a_recount_unit_by_unit(long seed) {
        var history = new SomeHistory(seed);

        for (var day = 0; day <= 130; day += 5) {
            assertFiguresEqualARecount(history, BEGIN.plus(Duration.ofDays(day)).plusSeconds(day));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void the_figures_of_any_moment_of_years_equal_a_recount_unit_by_unit(long seed) {
        var history = SomeHistory.ofYears(seed);

        for (var day = -510; day <= 700; day += 61) {
            assertFiguresEqualARecount(history, BEGIN.plus(Duration.ofDays(day)).plusSeconds(day));
        }
        assertDivisionsEqualARecount(history, BEGIN);
    }

    private static void assertFiguresEqualARecount(SomeHistory history, Instant at) {
        var figures = Backlog.byStage(history.book, Question.all(at));

        for (var stage : figures.stages()) {
            var standing = history.standing(at, unit -> unit.spotAt(at).stage() == stage.stage());
            assertThat(stage.orders()).isEqualTo(history.ordersInStage(at, stage.stage()));
            assertThat(stage.lines()).isEqualTo(ages(standing, at).size());
            assertThat(stage.units()).isEqualTo(standing.size());
            assertThat(stage.value()).isEqualTo(value(standing));
            assertThat(stage.oldestSince()).isEqualTo(oldest(standing, at));
            assertThat(stage.ageP50()).isEqualTo(quantile(ages(standing, at), 0.5));
            assertThat(stage.ageP95()).isEqualTo(quantile(ages(standing, at), 0.95));
            assertThat(stage.overdue()).isEqualTo(overdue(standing, at));
            assertThat(stage.completedP85()).isEqualTo(history.completedP85(at, stage.stage()));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void every_division_of_the_backlog_equals_a_recount_and_pages_join_to_the_whole(long seed) {
        var history = new SomeHistory(seed);

        assertDivisionsEqualARecount(history, BEGIN.plus(Duration.ofDays(40)));
        assertDivisionsEqualARecount(history, BEGIN.plus(Duration.ofDays(400)));
    }

    private static void assertDivisionsEqualARecount(SomeHistory history, Instant at) {
        var keys = new HashMap<By, Function<Unit, String>>(Map.of(
                By.STAGE, unit -> unit.spotAt(at).stage().name(),
                By.CHANNEL, unit -> unit.line.order.channel(),
                By.PRIORITY, unit -> unit.line.order.priority().name(),
                By.LOCATION, unit -> Objects.requireNonNullElse(unit.spotAt(at).location(), ""),
                By.SKU, unit -> unit.line.line.sku(),
                By.CUSTOMER, unit -> unit.line.order.customerId()));

        keys.forEach((by, key) -> {
            var recount = history.standing(at, unit -> true).stream().collect(Collectors.groupingBy(key));
            var groups = pages(history.book, at, by);

            assertThat(groups)
                    .extracting(GroupsView.GroupView::group)
                    .containsExactlyInAnyOrderElementsOf(recount.keySet());
            assertThat(groups)
                    .isSortedAccordingTo(Comparator.comparing(GroupsView.GroupView::lines)
                            .reversed()
                            .thenComparing(GroupsView.GroupView::group));
            for (var group : groups) {
                var units = Objects.requireNonNull(recount.get(group.group()));
                assertThat(group.units()).as(by + " " + group.group()).isEqualTo(units.size());
                assertThat(group.orders())
                        .isEqualTo(units.stream()
                                .map(unit -> unit.line.order)
                                .distinct()
                                .count());
                assertThat(group.value()).isEqualTo(value(units));
                assertThat(group.oldestSince()).isEqualTo(oldest(units, at));
                assertThat(group.ageP85()).isEqualTo(quantile(ages(units, at), 0.85));
                group.stages().forEach((stage, there) -> assertThat(there.units())
                        .isEqualTo(units.stream()
                                .filter(unit -> unit.spotAt(at).stage() == stage)
                                .count()));
            }
        });
    }

    /** Amid the history, and when all has come to rest. */
    @ParameterizedTest
    @ValueSource(ints = {50, 400})
    void a_part_of_the_backlog_is_counted_alone(int days) {
        var history = new SomeHistory(9);
        var at = BEGIN.plus(Duration.ofDays(days));

        for (var location : List.of("EAST", "")) {
            for (var stage : List.of(BacklogStage.PICKING, BacklogStage.SHIPPED)) {
                var part = Backlog.byStage(history.book, new Question(at, stage, "web", null, location, null, null));

                var recount = history.standing(
                        at,
                        unit -> unit.line.order.channel().equals("web")
                                && unit.spotAt(at).stage() == stage
                                && location.equals(Objects.requireNonNullElse(
                                        unit.spotAt(at).location(), "")));
                assertThat(sum(part, BacklogView.StageView::units)).isEqualTo(recount.size());
                assertThat(sum(part, BacklogView.StageView::lines))
                        .isEqualTo(recount.stream()
                                .map(unit -> unit.line)
                                .distinct()
                                .count());
                assertThat(sum(part, BacklogView.StageView::orders))
                        .isEqualTo(recount.stream()
                                .map(unit -> unit.line.order.orderId())
                                .distinct()
                                .count());
            }
        }
        var web = Backlog.byStage(history.book, new Question(at, null, "web", null, null, null, null));
        assertThat(sum(web, BacklogView.StageView::units)).isPositive();
        assertThat(Backlog.byStage(history.book, new Question(at, null, "nobody's", null, null, null, null))
                        .stages())
                .allMatch(stage -> stage.lines() == 0);
    }

    @Test
    void what_is_told_twice_or_late_changes_nothing() {
        var history = new SomeHistory(10);
        var at = BEGIN.plus(Duration.ofDays(60));
        var once = Backlog.byStage(history.book, Question.all(at));

        var again = new ArrayList<>(history.events);
        Collections.shuffle(again, new Random(10));
        Bookkeeper.enter(again, history.book);

        assertThat(Backlog.byStage(history.book, Question.all(at))).isEqualTo(once);
    }

    @Test
    void more_may_have_stood_than_stands_now_or_than_sheets_had_room_for() {
        var book = new Book();
        var left = Book.micros(BEGIN.plus(Duration.ofDays(2)));
        for (var number = 0; number < 100; number++) {
            var order = book.place(new UUID(1, number), "web", "ada", "EUR", Priority.NORMAL, BEGIN, null, 1);
            var line = book.addLine(order, 1, "kettle", BigDecimal.ONE);
            book.addVisit(line, BacklogStage.PICKING, null, 1, Book.micros(BEGIN), left);
            book.addVisit(line, BacklogStage.DELIVERED, null, 1, left, Book.NEVER);
            book.settle(order);
        }
        try (var pad = book.sheets.pad()) {
            IntStream.range(0, 12).forEach(sheet -> pad.ints(15));
        }

        for (var scan = 0; scan < 2; scan++) {
            assertThat(Backlog.byStage(book, Question.all(BEGIN.plus(Duration.ofDays(1))))
                            .stages())
                    .filteredOn(stage -> stage.stage() == BacklogStage.PICKING)
                    .singleElement()
                    .satisfies(stage -> assertThat(stage.lines()).isEqualTo(100));
        }
        book.close();
    }

    private static long sum(BacklogView part, ToLongFunction<BacklogView.StageView> figure) {
        return part.stages().stream().mapToLong(figure).sum();
    }

    @Test
    void what_comes_tomorrow_does_not_stand_today() {
        var book = new Book();
        var order = book.place(new UUID(1, 1), "web", "ada", "EUR", Priority.NORMAL, BEGIN, null, 1);
        var today = book.addLine(order, 1, "kettle", BigDecimal.ONE);
        var tomorrow = book.addLine(order, 2, "kettle", BigDecimal.ONE);
        var both = book.addLine(order, 3, "kettle", BigDecimal.ONE);
        var early = Book.micros(BEGIN);
        var late = Book.micros(BEGIN.plus(Duration.ofDays(1)));
        book.addVisit(today, BacklogStage.PICKING, "EAST", 1, early, Book.NEVER);
        book.addVisit(tomorrow, BacklogStage.PICKING, "EAST", 10, late, Book.NEVER);
        book.settle(order);
        var now = BEGIN.plusSeconds(1);
        assertThat(sum(Backlog.byStage(book, Question.all(now)), BacklogView.StageView::units))
                .isOne();

        book.addVisit(both, BacklogStage.PICKING, "EAST", 100, early, Book.NEVER);
        book.addVisit(both, BacklogStage.PICKING, "WEST", 1_000, late, Book.NEVER);
        book.settle(order);

        assertThat(sum(Backlog.byStage(book, Question.all(now)), BacklogView.StageView::units))
                .isEqualTo(101);
        var then = Backlog.byStage(book, Question.all(now.plus(Duration.ofDays(1))));
        assertThat(sum(then, BacklogView.StageView::units)).isEqualTo(1_111);
        assertThat(sum(then, BacklogView.StageView::lines)).isEqualTo(3);
        assertThat(sum(then, BacklogView.StageView::orders)).isOne();
        book.close();
    }

    @Test
    void what_changes_of_an_order_holds_for_what_stands_now() {
        var book = new Book();
        var order = book.place(new UUID(1, 1), "web", "ada", "EUR", Priority.NORMAL, BEGIN, null, 1);
        var line = book.addLine(order, 1, "kettle", BigDecimal.ONE);
        book.addVisit(line, BacklogStage.PICKING, null, 1, Book.micros(BEGIN), Book.NEVER);
        book.settle(order);
        var tomorrow = BEGIN.plus(Duration.ofDays(1));
        assertThat(overdue(book, tomorrow)).isZero();

        book.change(order, Priority.HIGH, BEGIN.plusSeconds(1));

        assertThat(overdue(book, tomorrow)).isOne();
        assertThat(Backlog.groups(book, Question.all(tomorrow), By.PRIORITY, 9, null)
                        .groups())
                .extracting(GroupsView.GroupView::group)
                .containsExactly("HIGH");
        book.close();
    }

    private static long overdue(Book book, Instant at) {
        return sum(Backlog.byStage(book, Question.all(at)), BacklogView.StageView::overdue);
    }

    private static List<GroupsView.GroupView> pages(Book book, Instant at, By by) {
        var all = new ArrayList<GroupsView.GroupView>();
        var page = Backlog.groups(book, Question.all(at), by, 2, null);
        all.addAll(page.groups());
        while (page.next() != null) {
            page = Backlog.groups(book, Question.all(at), by, 2, Cursor.read(page.next(), 3));
            all.addAll(page.groups());
        }
        return all;
    }

    private record Key(Object line, BacklogStage stage) {}

    /** Of each line in each stage, that of its oldest unit. */
    private static List<Duration> ages(List<Unit> standing, Instant at) {
        var oldest = new HashMap<Key, Instant>();
        standing.forEach(unit -> oldest.merge(
                new Key(unit.line, unit.spotAt(at).stage()),
                unit.sinceAt(at),
                (one, other) -> one.isBefore(other) ? one : other));
        return oldest.values().stream()
                .map(since -> Duration.between(since, at))
                .sorted()
                .toList();
    }

    private static Instant oldest(List<Unit> standing, Instant at) {
        return standing.stream()
                .map(unit -> unit.sinceAt(at))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private static Duration quantile(List<Duration> sorted, double quantile) {
        return sorted.isEmpty() ? null : sorted.get((int) Math.ceil(quantile * sorted.size()) - 1);
    }

    private static Map<String, String> value(List<Unit> units) {
        var value = new TreeMap<String, BigDecimal>();
        units.forEach(unit -> value.merge(unit.line.order.currency(), unit.line.line.unitPrice(), BigDecimal::add));
        return value.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, amount -> amount.getValue()
                .toPlainString()));
    }

    private static long overdue(List<Unit> standing, Instant at) {
        return standing.stream()
                .filter(unit -> unit.line.order.needBy() != null
                        && unit.line.order.needBy().isBefore(at))
                .map(unit -> unit.line)
                .distinct()
                .count();
    }
}
