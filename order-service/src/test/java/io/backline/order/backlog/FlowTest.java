package io.backline.order.backlog;

import static io.backline.order.backlog.SomeHistory.BEGIN;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.backline.events.BacklogStage;
import io.backline.events.Priority;
import io.backline.order.backlog.SomeHistory.LineOf;
import io.backline.order.backlog.SomeHistory.Stay;
import io.backline.order.backlog.SomeHistory.Unit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flow against a recount that follows every single unit from stage to stage. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FlowTest {
    private static final Instant FROM = BEGIN.plus(Duration.ofHours(20 * 24 + 7));
    private static final Instant TO = BEGIN.plus(Duration.ofHours(110 * 24 + 3));

    @ParameterizedTest
    @CsvSource({"1, P1D, Europe/Berlin", "2, P1W, UTC", "3, P1M, America/New_York", "4, PT7H, UTC", "5, P366D, UTC"})
    void the_flow_of_stages_equals_a_recount_unit_by_unit(long seed, String step, ZoneId zone) {
        assertFlowOfStagesEqualsARecount(new SomeHistory(seed), step, zone);
    }

    @Test
    void the_flow_of_a_window_in_years_equals_a_recount() {
        var history = SomeHistory.ofYears(20);
        assertFlowOfStagesEqualsARecount(history, "P1W", ZoneId.of("UTC"));
        assertFlowOfTheWholeEqualsARecount(history);
        assertFlowOfLocationsEqualsARecount(history);
        assertStagesEqualARecount(history);
    }

    private static void assertFlowOfStagesEqualsARecount(SomeHistory history, String step, ZoneId zone) {
        var stages = flow(history, step, zone, Question.all(TO)).series(By.STAGE);

        assertThat(stages).extracting(Flow.Group::group).containsExactlyElementsOf(openStages());
        for (var stage : stages) {
            assertThat(stage.points())
                    .as(stage.group())
                    .isEqualTo(recount(
                            history,
                            stage.points(),
                            spell -> spell.stay().spot().stage().name().equals(stage.group())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8, 9})
    void the_flow_of_the_whole_backlog_equals_a_recount_by_whatever_it_is_divided(long seed) {
        assertFlowOfTheWholeEqualsARecount(new SomeHistory(seed));
    }

    private static void assertFlowOfTheWholeEqualsARecount(SomeHistory history) {
        var flow = flow(history, "P1D", ZoneId.of("Europe/Berlin"), Question.all(TO));
        var keys = Map.<By, Function<LineOf, String>>of(
                By.CHANNEL, line -> line.order.channel(),
                By.PRIORITY, line -> line.order.priority().name(),
                By.SKU, line -> line.line.sku(),
                By.CUSTOMER, line -> line.order.customerId());

        keys.forEach((by, key) -> {
            var groups = flow.series(by);
            var named = names(groups);
            for (var group : groups) {
                Predicate<LineOf> isIn = line -> group.group().equals("others")
                        ? !named.contains(key.apply(line))
                        : key.apply(line).equals(group.group());
                assertThat(group.points()).as(by + " " + group.group()).isEqualTo(wholeBacklog(history, group, isIn));
            }
            assertThat(sum(groups)).isEqualTo(wholeBacklog(history, groups.getFirst(), line -> true));
        });
    }

    @Test
    void the_twenty_groups_with_most_arrivals_are_shown_and_the_others_together() {
        var history = new SomeHistory(10);

        var groups = flow(history, "P366D", ZoneId.of("UTC"), Question.all(TO)).series(By.CUSTOMER);

        var mostFirst = Comparator.<String>comparingLong(
                        customer -> -wholeBacklog(history, groups.getFirst(), line -> line.order
                                        .customerId()
                                        .equals(customer))
                                .getFirst()
                                .arrivals())
                .thenComparing(Comparator.naturalOrder());
        var customers =
                history.lines.stream().map(line -> line.order.customerId()).distinct();
        assertThat(groups.subList(0, 20))
                .extracting(Flow.Group::group)
                .isEqualTo(customers.sorted(mostFirst).limit(20).toList());
        assertThat(groups).hasSize(21).last().extracting(Flow.Group::group).isEqualTo("others");
    }

    @Test
    void too_many_groups_to_count_all_of_them_point_by_point_are_told_alike() {
        var book = new Book();
        var random = new Random(19);
        for (var i = 0; i < 900; i++) {
            var placedAt = BEGIN.plus(Duration.ofMinutes(random.nextInt(150 * 24 * 60)));
            var order =
                    book.place(new UUID(0, i), "web", "customer " + i % 400, "EUR", Priority.NORMAL, placedAt, null, 1);
            var line = book.addLine(order, 1, "SKU", BigDecimal.ONE);
            book.addVisit(line, BacklogStage.PICKING, null, 1 + random.nextInt(9), Book.micros(placedAt), Book.NEVER);
        }

        var whole = Flow.of(book, points("P366D", ZoneId.of("UTC")), Question.all(TO))
                .series(By.CUSTOMER);
        var fine = Flow.of(book, points("PT3H", ZoneId.of("UTC")), Question.all(TO))
                .series(By.CUSTOMER);

        assertThat(fine).hasSize(21).extracting(Flow.Group::group).isEqualTo(names(whole));
        for (var i = 0; i < 21; i++) {
            var point = whole.get(i).points().getFirst();
            assertThat(fine.get(i).points().stream()
                            .mapToLong(Series.Point::arrivals)
                            .sum())
                    .isEqualTo(point.arrivals());
            assertThat(fine.get(i).points().getLast().wip()).isEqualTo(point.wip());
        }
    }

    private static List<String> names(List<Flow.Group> groups) {
        return groups.stream().map(Flow.Group::group).toList();
    }

    @Test
    void units_come_to_a_location_and_leave_it_stage_by_stage() {
        assertFlowOfLocationsEqualsARecount(new SomeHistory(11));
    }

    private static void assertFlowOfLocationsEqualsARecount(SomeHistory history) {
        var locations = flow(history, "P1D", ZoneId.of("UTC"), Question.all(TO)).series(By.LOCATION);

        assertThat(locations).extracting(Flow.Group::group).containsExactlyInAnyOrder("EAST", "WEST");
        for (var location : locations) {
            assertThat(location.points()).isEqualTo(recount(history, location.points(), spell -> location.group()
                    .equals(spell.stay().spot().location())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {12, 13})
    void orders_come_when_they_are_placed_and_leave_when_their_last_unit_does(long seed) {
        var history = new SomeHistory(seed);

        var orders = flow(history, "P1D", ZoneId.of("UTC"), Question.all(TO)).orders();

        var placed = new ArrayList<Instant>();
        var closed = new ArrayList<Instant>();
        history.lines.stream().collect(groupingBy(line -> line.order)).forEach((order, lines) -> {
            var units = lines.stream().flatMap(line -> line.units.stream()).toList();
            placed.add(order.placedAt());
            if (units.stream()
                    .noneMatch(unit -> unit.stays.getLast().spot().stage().isOpen())) {
                closed.add(units.stream()
                        .map(unit -> unit.stays.getLast().since())
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
            }
        });
        assertThat(closed).isNotEmpty();
        assertThat(orders).isEqualTo(recount(orders, placed, closed));
    }

    @Test
    void a_part_of_the_backlog_flows_alone() {
        var history = new SomeHistory(14);
        var web = new Question(TO, null, "web", null, null, "SKU 3", null);
        var flow = flow(history, "P1D", ZoneId.of("UTC"), web);

        Predicate<LineOf> isMeant =
                line -> line.order.channel().equals("web") && line.line.sku().equals("SKU 3");

        for (var stage : flow.series(By.STAGE)) {
            assertThat(stage.points())
                    .isEqualTo(recount(
                            history,
                            stage.points(),
                            spell -> isMeant.test(spell.unit().line)
                                    && spell.stay().spot().stage().name().equals(stage.group())));
        }
        var channels = flow.series(By.CHANNEL);
        assertThat(channels).extracting(Flow.Group::group).containsExactly("web");
        assertThat(channels.getFirst().points()).isEqualTo(wholeBacklog(history, channels.getFirst(), isMeant));
        assertThat(flow.orders().getLast().wip())
                .isLessThan(flow(history, "P1D", ZoneId.of("UTC"), Question.all(TO))
                        .orders()
                        .getLast()
                        .wip());
    }

    @ParameterizedTest
    @ValueSource(longs = {15, 16, 17})
    void what_is_said_of_a_stage_over_the_window_equals_a_recount(long seed) {
        assertStagesEqualARecount(new SomeHistory(seed));
    }

    private static void assertStagesEqualARecount(SomeHistory history) {
        var flow = flow(history, "P1D", ZoneId.of("Europe/Berlin"), Question.all(TO));
        var window = Duration.between(FROM, TO);

        for (var stage : flow.stages()) {
            var there = spells(history)
                    .filter(spell -> spell.stay().spot().stage() == stage.stage())
                    .toList();
            var ended = there.stream().filter(Spell::endedInTheWindow).toList();
            var stood = there.stream().mapToLong(Spell::microsInTheWindow).sum();
            var took = ended.stream().map(Spell::time).reduce(Duration.ZERO, Duration::plus);

            assertThat(ended).isNotEmpty();
            assertThat(stage.departures()).isEqualTo(ended.size());
            assertThat(stage.throughputPerDay()).isCloseTo(ended.size() * 86_400.0 / window.toSeconds(), within(1e-9));
            assertThat(stage.wipMean()).isCloseTo(stood / (window.toNanos() / 1e3), within(1e-9));
            assertThat(stage.meanTime()).isCloseTo(took.dividedBy(ended.size()), Duration.ofNanos(1_000));
            var visits = visits(ended);
            assertThat(stage.timeP50()).isEqualTo(visits.get((int) Math.ceil(0.5 * visits.size()) - 1));
            assertThat(stage.timeP85()).isEqualTo(visits.get((int) Math.ceil(0.85 * visits.size()) - 1));
        }
    }

    @Test
    void flow_efficiency_is_the_part_of_their_time_in_which_units_are_touched() {
        var history = new SomeHistory(18);

        var efficiency =
                flow(history, "P1D", ZoneId.of("UTC"), Question.all(TO)).efficiency();

        var ended = spells(history)
                .filter(spell -> spell.stay().spot().stage().isOpen() && spell.endedInTheWindow())
                .toList();
        var touched = ended.stream()
                .filter(spell -> List.of(BacklogStage.PICKING, BacklogStage.SHIPPED)
                        .contains(spell.stay().spot().stage()))
                .toList();
        assertThat(efficiency).isCloseTo(seconds(touched) / seconds(ended), within(1e-9));
    }

    @Test
    void an_empty_backlog_has_nothing_to_say() {
        var flow = Flow.of(new Book(), points("P1D", ZoneId.of("UTC")), Question.all(TO));

        assertThat(flow.efficiency()).isNull();
        assertThat(flow.series(By.SKU)).isEmpty();
        assertThat(flow.series(By.STAGE)).hasSize(7).allMatch(stage -> stage.points().stream()
                .allMatch(point -> point.wip() == 0));
        assertThat(flow.stages())
                .extracting(Flow.Stage::throughputPerDay, Flow.Stage::wipMean, Flow.Stage::meanTime)
                .containsOnly(tuple(0.0, 0.0, null));
    }

    private static Flow flow(SomeHistory history, String step, ZoneId zone, Question question) {
        return Flow.of(history.book, points(step, zone), question);
    }

    private static Points points(String step, ZoneId zone) {
        return Points.of(FROM, TO, Step.read(step).orElseThrow(), zone).orElseThrow();
    }

    private static List<String> openStages() {
        return Arrays.stream(BacklogStage.values())
                .filter(BacklogStage::isOpen)
                .map(BacklogStage::name)
                .toList();
    }

    /** One unit at one spot; {@code left} is null while it stays there. */
    private record Spell(Unit unit, Stay stay, Instant left, int move) {
        boolean endedInTheWindow() {
            return left != null && !left.isBefore(FROM) && left.isBefore(TO);
        }

        Duration time() {
            return Duration.between(stay.since(), left);
        }

        long microsInTheWindow() {
            var since = stay.since().isBefore(FROM) ? FROM : stay.since();
            var until = left == null || left.isAfter(TO) ? TO : left;
            return Math.max(0, Duration.between(since, until).toNanos() / 1_000);
        }
    }

    private static Stream<Spell> spells(SomeHistory history) {
        return history.lines.stream().flatMap(line -> line.units.stream()).flatMap(FlowTest::spells);
    }

    private static Stream<Spell> spells(Unit unit) {
        var spells = new ArrayList<Spell>();
        for (var i = 0; i < unit.stays.size(); i++) {
            var next = i + 1 < unit.stays.size() ? unit.stays.get(i + 1) : null;
            spells.add(new Spell(
                    unit, unit.stays.get(i), next == null ? null : next.since(), next == null ? 0 : next.move()));
        }
        return spells.stream();
    }

    /** Units that came to a spot at one time and left it in one move are one visit. */
    private static List<Duration> visits(List<Spell> ended) {
        record Visit(LineOf line, Object spot, Instant since, int move) {}
        var seen = new HashSet<Visit>();
        return ended.stream()
                .filter(spell -> seen.add(new Visit(
                        spell.unit().line, spell.stay().spot(), spell.stay().since(), spell.move())))
                .map(Spell::time)
                .sorted()
                .toList();
    }

    private static double seconds(List<Spell> spells) {
        return spells.stream()
                .map(Spell::time)
                .reduce(Duration.ZERO, Duration::plus)
                .toSeconds();
    }

    private static List<Series.Point> recount(
            SomeHistory history, List<Series.Point> points, Predicate<Spell> isMeant) {
        var spells = spells(history).filter(isMeant).toList();
        return recount(
                points,
                spells.stream().map(spell -> spell.stay().since()).toList(),
                spells.stream().map(Spell::left).filter(Objects::nonNull).toList());
    }

    /** Units come when their order is placed or when they are back from a closed stage, and leave when they come to one. */
    private static List<Series.Point> wholeBacklog(SomeHistory history, Flow.Group group, Predicate<LineOf> isMeant) {
        var closed = spells(history)
                .filter(spell -> isMeant.test(spell.unit().line)
                        && !spell.stay().spot().stage().isOpen())
                .toList();
        var placed = history.lines.stream().filter(isMeant).flatMap(line -> line.units.stream()
                .map(unit -> line.order.placedAt()));
        var back = closed.stream().map(Spell::left).filter(Objects::nonNull);
        return recount(
                group.points(),
                Stream.concat(placed, back).toList(),
                closed.stream().map(spell -> spell.stay().since()).toList());
    }

    /** The same points, counted anew; the wip of each from all that came and left before its end. */
    private static List<Series.Point> recount(List<Series.Point> points, List<Instant> came, List<Instant> left) {
        var recount = new ArrayList<Series.Point>();
        for (var i = 0; i < points.size(); i++) {
            var at = points.get(i).at();
            var end = i + 1 < points.size() ? points.get(i + 1).at() : TO;
            recount.add(new Series.Point(
                    at,
                    came.stream()
                            .filter(one -> !one.isBefore(at) && one.isBefore(end))
                            .count(),
                    left.stream()
                            .filter(one -> !one.isBefore(at) && one.isBefore(end))
                            .count(),
                    came.stream().filter(one -> one.isBefore(end)).count()
                            - left.stream().filter(one -> one.isBefore(end)).count()));
        }
        return recount;
    }

    private static List<Series.Point> sum(List<Flow.Group> groups) {
        var sum = new ArrayList<>(groups.getFirst().points());
        groups.stream()
                .skip(1)
                .forEach(group -> sum.replaceAll(point -> {
                    var more = group.points().get(sum.indexOf(point));
                    return new Series.Point(
                            point.at(),
                            point.arrivals() + more.arrivals(),
                            point.departures() + more.departures(),
                            point.wip() + more.wip());
                }));
        return sum;
    }
}
