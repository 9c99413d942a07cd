package io.backline.order.backlog;

import io.backline.events.BacklogStage;
import io.backline.events.BackorderArrangement;
import io.backline.events.OrderEvent;
import io.backline.events.OrderEvent.LineStand;
import io.backline.events.OrderEvent.OrderPlaced;
import io.backline.events.OrderEvent.OrderStageChanged;
import io.backline.events.OrderEvent.PlacedLine;
import io.backline.events.OrderEvent.ShipTo;
import io.backline.events.OrderEvent.UnitsInStage;
import io.backline.events.Priority;
import io.backline.events.Shipping;
import io.backline.order.order.Spot;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random orders whose units wander about as nothing in the world does, told as order-service tells it. */
final class SomeHistory {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final List<Spot> SPOTS = Arrays.stream(BacklogStage.values())
            .flatMap(stage -> stage == BacklogStage.READY_TO_PICK || stage == BacklogStage.PICKING
                    ? List.of(new Spot(stage, "EAST"), new Spot(stage, "WEST")).stream()
                    : List.of(new Spot(stage, null)).stream())
            .toList();

    final Book book = new Book();
    final List<OrderEvent> events = new ArrayList<>();
    final List<LineOf> lines = new ArrayList<>();
    private final Random random;

    SomeHistory(long seed) {
        random = new Random(seed);
        for (var i = 0; i < 120; i++) {
            placeAndMove(i, BEGIN.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60))));
        }
        Bookkeeper.enter(events, book);
    }

    private SomeHistory(long seed, int orders) {
        random = new Random(seed);
        for (var i = 0; i < orders; i++) {
            placeAndMove(i, BEGIN.plus(Duration.ofHours(12L * i - 500 * 24)));
        }
        Bookkeeper.enter(events, book);
    }

    /** Of some three years from 500 days before, order after order, so that much of it is far from any moment that is asked for. */
    static SomeHistory ofYears(long seed) {
        return new SomeHistory(seed, 2_000);
    }

    private void placeAndMove(int i, Instant placedAt) {
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
        var mine = placed.lines().stream().map(line -> new LineOf(placed, line)).toList();
        lines.addAll(mine);
        var version = 1;
        events.add(
                moved(placed, version++, mine.stream().map(line -> enter(line)).toList()));
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
        if (to.stage() == from.stage()) {
            layElsewhere(line, from, to);
            return stand(line);
        }
        line.units.stream()
                .filter(unit -> unit.stays.getLast().spot().equals(from))
                .sorted(Comparator.comparing(unit -> unit.stays.getLast().since()))
                .limit(count)
                .forEach(unit -> unit.stays.add(new Stay(to, line.now, line.moves)));
        return stand(line);
    }

    /** Units that lie elsewhere in the same stage have stood there all the time, as far as anybody asks later. */
    private static void layElsewhere(LineOf line, Spot from, Spot to) {
        if (line.units.stream().noneMatch(unit -> unit.stays.getLast().spot().equals(to))) {
            line.units.stream()
                    .filter(unit -> unit.stays.getLast().spot().equals(from))
                    .forEach(unit -> unit.stays.set(
                            unit.stays.size() - 1,
                            new Stay(
                                    to,
                                    unit.stays.getLast().since(),
                                    unit.stays.getLast().move())));
        }
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

    List<Unit> standing(Instant at, Predicate<Unit> wanted) {
        return units(at)
                .filter(unit -> unit.spotAt(at).stage().isOpen())
                .filter(wanted)
                .toList();
    }

    Stream<Unit> units(Instant at) {
        return lines.stream().filter(line -> !line.order.placedAt().isAfter(at)).flatMap(line -> line.units.stream());
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
        return took.size() < 20 ? null : took.get((int) Math.ceil(0.85 * took.size()) - 1);
    }

    record Stay(Spot spot, Instant since, int move) {}

    /** One unit, and where it has been. */
    static final class Unit {
        final LineOf line;
        final List<Stay> stays = new ArrayList<>();

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

    static final class LineOf {
        final OrderPlaced order;
        final PlacedLine line;
        final List<Unit> units = new ArrayList<>();
        private Instant now;
        private int moves;

        LineOf(OrderPlaced order, PlacedLine line) {
            this.order = order;
            this.line = line;
            this.now = order.placedAt();
        }
    }
}
