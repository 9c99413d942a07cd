package io.backline.order.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.BacklogStage;
import io.backline.events.BackorderArrangement;
import io.backline.events.OrderEvent.LineStand;
import io.backline.events.OrderEvent.OrderPlaced;
import io.backline.events.OrderEvent.OrderStageChanged;
import io.backline.events.OrderEvent.PlacedLine;
import io.backline.events.OrderEvent.ShipTo;
import io.backline.events.OrderEvent.UnitsInStage;
import io.backline.events.Priority;
import io.backline.events.Shipping;
import io.backline.order.order.Spot;
import io.backline.web.Cursor;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Book against a recount that follows every single unit and knows no visits, columns or sums. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BookTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void the_figures_of_any_moment_equal_a_recount_unit_by_unit(long seed) {
        var history = new History(seed);

        for (var day = 0; day <= 130; day += 5) {
            var at = BEGIN.plus(Duration.ofDays(day)).plusSeconds(day);
            var figures = Backlog.byStage(history.book, Question.all(at));

            for (var stage : figures.stages()) {
                var standing = history.standing(at, unit -> unit.spotAt(at).stage() == stage.stage());
                assertThat(stage.orders()).isEqualTo(history.ordersInStage(at, stage.stage()));
                assertThat(stage.lines()).isEqualTo(ages(standing, at).size());
                assertThat(stage.units()).isEqualTo(standing.size());
                assertThat(stage.value()).isEqualTo(value(standing));
                assertThat(stage.ageP50()).isEqualTo(quantile(ages(standing, at), 0.5));
                assertThat(stage.ageP95()).isEqualTo(quantile(ages(standing, at), 0.95));
                assertThat(stage.overdue()).isEqualTo(overdue(standing, at));
                assertThat(stage.completedP85()).isEqualTo(history.completedP85(at, stage.stage()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7, 8})
    void every_division_of_the_backlog_equals_a_recount_and_pages_join_to_the_whole(long seed) {
        var history = new History(seed);
        var at = BEGIN.plus(Duration.ofDays(40));
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
                group.stages().forEach((stage, there) -> assertThat(there.units())
                        .isEqualTo(units.stream()
                                .filter(unit -> unit.spotAt(at).stage() == stage)
                                .count()));
            }
        });
    }

    @Test
    void a_part_of_the_backlog_is_counted_alone() {
        var history = new History(9);
        var at = BEGIN.plus(Duration.ofDays(50));

        var part = Backlog.byStage(history.book, new Question(at, null, "web", null, "EAST", null, null));

        var recount = history.standing(
                at,
                unit -> unit.line.order.channel().equals("web")
                        && "EAST".equals(unit.spotAt(at).location()));
        assertThat(part.stages().stream()
                        .mapToLong(BacklogView.StageView::units)
                        .sum())
                .isEqualTo(recount.size())
                .isPositive();
        assertThat(Backlog.byStage(history.book, new Question(at, null, "nobody's", null, null, null, null))
                        .stages())
                .allMatch(stage -> stage.lines() == 0);
    }

    @Test
    void what_is_told_twice_or_late_changes_nothing() {
        var history = new History(10);
        var at = BEGIN.plus(Duration.ofDays(60));
        var once = Backlog.byStage(history.book, Question.all(at));

        var again = new ArrayList<>(history.events);
        Collections.shuffle(again, new Random(10));
        Bookkeeper.enter(again, history.book);

        assertThat(Backlog.byStage(history.book, Question.all(at))).isEqualTo(once);
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

    private record Stay(Spot spot, Instant since, int move) {}

    /** One unit, and where it has been. */
    private static final class Unit {
        private final LineOf line;
        private final List<Stay> stays = new ArrayList<>();

        Unit(LineOf line) {
            this.line = line;
        }

        Spot spotAt(Instant at) {
            return stayAt(at).spot();
        }

        Instant sinceAt(Instant at) {
            return stayAt(at).since();
        }

        private Stay stayAt(Instant at) {
            return stays.stream()
                    .filter(stay -> !stay.since().isAfter(at))
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        }
    }

    private static final class LineOf {
        private final OrderPlaced order;
        private final PlacedLine line;
        private final List<Unit> units = new ArrayList<>();
        private Instant now;
        private int moves;

        LineOf(OrderPlaced order, PlacedLine line) {
            this.order = order;
            this.line = line;
            this.now = order.placedAt();
        }
    }

    /** Random orders whose units wander about as nothing in the world does, told as order-service tells it. */
    private static final class History {
        private static final List<Spot> SPOTS = Arrays.stream(BacklogStage.values())
                .flatMap(stage -> stage == BacklogStage.READY_TO_PICK || stage == BacklogStage.PICKING
                        ? List.of(new Spot(stage, "EAST"), new Spot(stage, "WEST")).stream()
                        : List.of(new Spot(stage, null)).stream())
                .toList();

        private final Book book = new Book();
        private final List<io.backline.events.OrderEvent> events = new ArrayList<>();
        private final List<LineOf> lines = new ArrayList<>();
        private final Random random;

        History(long seed) {
            random = new Random(seed);
            for (var i = 0; i < 120; i++) {
                placeAndMove(i);
            }
            var told = new ArrayList<>(events);
            Bookkeeper.enter(told, book);
        }

        private void placeAndMove(int i) {
            var placedAt = BEGIN.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60)));
            var placed = new OrderPlaced(
                    new UUID(random.nextLong(), random.nextLong()),
                    List.of("web", "shop", "phone").get(random.nextInt(3)),
                    "X-" + i,
                    "customer " + random.nextInt(30),
                    Priority.values()[random.nextInt(4)],
                    random.nextBoolean() ? placedAt.plus(Duration.ofDays(random.nextInt(40))) : null,
                    Shipping.PARTIAL,
                    placedAt,
                    List.of("EUR", "JPY").get(i % 2),
                    new ShipTo("DE", null, null),
                    lines(i % 2 == 0 ? "12.34" : "77"));
            events.add(placed);
            var mine = placed.lines().stream()
                    .map(line -> new LineOf(placed, line))
                    .toList();
            lines.addAll(mine);
            var version = 1;
            events.add(moved(
                    placed, version++, mine.stream().map(line -> enter(line)).toList()));
            for (var step = random.nextInt(9); step > 0; step--) {
                var line = mine.get(random.nextInt(mine.size()));
                events.add(moved(placed, version++, List.of(wander(line))));
            }
        }

        private List<PlacedLine> lines(String price) {
            var placed = new ArrayList<PlacedLine>();
            for (var number = 1; number <= 1 + random.nextInt(3); number++) {
                placed.add(new PlacedLine(
                        number * 10,
                        "SKU " + random.nextInt(12),
                        1 + random.nextInt(5),
                        new BigDecimal(price),
                        BackorderArrangement.ACCEPT));
            }
            return placed;
        }

        private LineStand enter(LineOf line) {
            for (var unit = 0; unit < line.line.quantity(); unit++) {
                var one = new Unit(line);
                one.stays.add(new Stay(new Spot(BacklogStage.AWAITING_ALLOCATION, null), line.now, 0));
                line.units.add(one);
            }
            return stand(line);
        }

        /** The units that have stood longest at a spot go first; some minutes or days later, or told for a time that has passed. */
        private LineStand wander(LineOf line) {
            var told = line.now.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 12) - 60));
            var latest = line.units.stream()
                    .map(unit -> unit.stays.getLast().since())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            line.now = told.isBefore(latest) ? latest : told;
            var from = line.units
                    .get(random.nextInt(line.units.size()))
                    .stays
                    .getLast()
                    .spot();
            var to = SPOTS.get(random.nextInt(SPOTS.size()));
            var count = 1 + random.nextInt(3);
            line.moves++;
            line.units.stream()
                    .filter(unit -> unit.stays.getLast().spot().equals(from) && !from.equals(to))
                    .sorted(Comparator.comparing(unit -> unit.stays.getLast().since()))
                    .limit(count)
                    .forEach(unit -> unit.stays.add(new Stay(to, line.now, line.moves)));
            return stand(line);
        }

        private static LineStand stand(LineOf line) {
            var spots = line.units.stream()
                    .collect(Collectors.groupingBy(
                            unit -> unit.stays.getLast().spot(), TreeMap::new, Collectors.counting()));
            return new LineStand(
                    line.line.lineNumber(),
                    line.now,
                    spots.entrySet().stream()
                            .map(spot -> new UnitsInStage(
                                    spot.getKey().stage(),
                                    spot.getKey().location(),
                                    spot.getValue().intValue()))
                            .toList());
        }

        private static OrderStageChanged moved(OrderPlaced order, int version, List<LineStand> lines) {
            return new OrderStageChanged(order.orderId(), null, BacklogStage.SHIPPED, Map.of(), version, lines);
        }

        List<Unit> standing(Instant at, java.util.function.Predicate<Unit> wanted) {
            return units(at)
                    .filter(unit -> unit.spotAt(at).stage().isOpen())
                    .filter(wanted)
                    .toList();
        }

        private java.util.stream.Stream<Unit> units(Instant at) {
            return lines.stream()
                    .filter(line -> !line.order.placedAt().isAfter(at))
                    .flatMap(line -> line.units.stream());
        }

        long ordersInStage(Instant at, BacklogStage stage) {
            var first = new HashMap<UUID, BacklogStage>();
            standing(at, unit -> true)
                    .forEach(unit -> first.merge(
                            unit.line.order.orderId(),
                            unit.spotAt(at).stage(),
                            (one, other) -> one.compareTo(other) < 0 ? one : other));
            return first.values().stream().filter(stage::equals).count();
        }

        /** Units that came to a spot at one time and left it in one move are one visit. */
        Duration completedP85(Instant at, BacklogStage stage) {
            var day = at.truncatedTo(ChronoUnit.DAYS);
            record Visit(LineOf line, Spot spot, Instant since, Instant left, int move) {}
            var visits = new HashSet<Visit>();
            units(at).forEach(unit -> {
                for (var i = 0; i + 1 < unit.stays.size(); i++) {
                    var left = unit.stays.get(i + 1).since();
                    if (unit.stays.get(i).spot().stage() == stage
                            && left.isBefore(day)
                            && !left.isBefore(day.minus(Duration.ofDays(90)))) {
                        visits.add(new Visit(
                                unit.line,
                                unit.stays.get(i).spot(),
                                unit.stays.get(i).since(),
                                left,
                                unit.stays.get(i + 1).move()));
                    }
                }
            });
            var took = visits.stream()
                    .map(visit -> Duration.between(visit.since(), visit.left()))
                    .sorted()
                    .toList();
            return took.size() < 20 ? null : quantile(took, 0.85);
        }
    }
}
