package io.backline.inventory.allocation;

import static io.backline.inventory.allocation.NaiveTeapots.LOCATIONS;
import static io.backline.inventory.allocation.Teapots.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.AllocationEvent.LineResult;
import io.backline.events.Priority;
import io.backline.events.Progress.Step;
import io.backline.inventory.allocation.NaiveTeapots.Entry;
import io.backline.inventory.stock.Movement;
import io.backline.inventory.stock.Movement.Kind;
import io.backline.inventory.stock.Movement.OfLine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Run again what failed with {@code -Dseed=…}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RandomFactsTest {
    private static final int ROUNDS = Integer.getInteger("rounds", 60);
    private static final int FACTS = 150;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private Teapots teapots = new Teapots();
    private NaiveTeapots naive = new NaiveTeapots();
    private final List<OfLine> lines = new ArrayList<>();
    private final Map<Movement, Entry> stockFacts = new HashMap<>();
    private final Map<OfLine, LineResult> results = new HashMap<>();
    private final Map<OfLine, Integer> allocatedBefore = new HashMap<>();
    private int now;
    private long leftTheHouse;
    private String fact = "";

    @Test
    void whatever_happens_in_whatever_order_the_invariants_hold_and_the_naive_model_agrees() {
        System.out.println("seed " + seed);
        for (var round = 0; round < ROUNDS; round++) {
            startOver();
            for (var number = 0; number < FACTS; number++) {
                teapots.lines()
                        .forEach(line ->
                                allocatedBefore.put(line.id(), line.progress().allocated()));
                happens();
                foldResults();
                theNaiveModelAgrees();
                nothingIsOversold();
                nothingIsIdleWhileALineWaits();
                releasesAndRevokesFollowTheOrder();
                quantitiesAreConserved();
                resultsToldAreTheState();
            }
        }
    }

    private void startOver() {
        teapots = new Teapots();
        naive = new NaiveTeapots();
        lines.clear();
        stockFacts.clear();
        results.clear();
        allocatedBefore.clear();
        now = 0;
        leftTheHouse = 0;
    }

    private void happens() {
        now += random.nextInt(3);
        switch (lines.isEmpty() ? random.nextInt(6) : random.nextInt(20)) {
            case 0, 1, 2 -> place();
            case 3, 4 -> stock("received", null, 1 + random.nextInt(6));
            case 5 -> stock("adjusted", null, random.nextInt(7) - 4);
            case 6, 7 -> stock("counted", random.nextInt(9), 0);
            case 8, 9 -> cancel();
            case 10, 11 -> advance(Step.PICK);
            case 12, 13 -> advance(Step.PACK);
            case 14, 15 -> advance(Step.SHIP);
            case 16 -> unpick();
            case 17 -> shortPick();
            case 18 -> retract();
            default -> reorder();
        }
    }

    private void place() {
        var quantity = 1 + random.nextInt(6);
        var refuses = random.nextInt(6) == 0;
        var line = teapots.order(quantity, any(Priority.values()), someTime(), refuses);
        said("order of %d, refuses %s: %s", quantity, refuses, line);
        lines.add(line);
        naive.place(line, quantity, refuses, teapots.line(line).place());
    }

    private void stock(String what, @Nullable Integer counted, int change) {
        var location = any(LOCATIONS.toArray(String[]::new));
        var at = someTime();
        if (counted == null && change == 0) {
            return;
        }
        said("%s %s %d at %s %s", what, counted, change, location, at);
        if (counted != null) {
            teapots.count(location, counted, at);
        } else if (what.equals("received")) {
            teapots.receive(location, change, at);
        } else {
            teapots.adjust(location, change, at);
        }
        stockFacts.put(teapots.ledger().getLast(), naive.tell(location, at, counted, change));
        naive.settle(List.of());
    }

    private void retract() {
        teapots.ledger().stream()
                .filter(movement -> stockFacts.containsKey(movement) && !teapots.isRetracted(movement))
                .skip(random.nextInt(5))
                .findFirst()
                .ifPresent(movement -> {
                    said("retracted %s", movement);
                    teapots.retract(movement);
                    stockFacts.get(movement).retracted = true;
                    naive.settle(List.of());
                });
    }

    private void cancel() {
        var line = anyLine();
        if (line.requested() > 0) {
            var units = 1 + random.nextInt(line.requested());
            said("cancelled %d of %s", units, line);
            var at = someTime();
            teapots.cancel(line.id(), units, at);
            naive.cancel(line.id(), units, teapots.line(line.id()).since());
        }
    }

    private void advance(Step step) {
        var line = anyLine();
        var room = line.ordered() - line.progress().told(step);
        if (room > 0) {
            var units = 1 + random.nextInt(room);
            var location = someLocation();
            var at = someTime();
            said("%s of %d at %s %s: %s", step, units, location, at, line);
            leftTheHouse += step == Step.SHIP ? units : 0;
            teapots.advance(line.id(), step, units, location, at);
            naive.advance(line.id(), step, units, location, at);
        }
    }

    private void unpick() {
        var line = anyLine();
        var location = someLocation();
        var at = someTime();
        var units = 1 + random.nextInt(line.ordered());
        said("unpicked %d at %s: %s", units, location, line);
        teapots.unpick(line.id(), units, location, at);
        naive.unpick(line.id(), units, location, at);
    }

    private void shortPick() {
        var line = anyLine();
        var missing = 1 + random.nextInt(line.ordered());
        var location = someLocation();
        var at = someTime();
        said("%d missing at %s: %s", missing, location, line);
        leftTheHouse += missing;
        teapots.shortPick(line.id(), missing, location, at);
        naive.shortPick(line.id(), missing, location, at);
    }

    private void reorder() {
        var line = anyLine();
        var key = minute(random.nextInt(100));
        said("%s now at %s", line, key);
        teapots.reorder(line.id(), key);
        naive.lines.get(line.id()).place = teapots.line(line.id()).place();
    }

    private void foldResults() {
        teapots.results.forEach(result -> results.put(new OfLine(result.orderId(), result.lineNumber()), result));
    }

    private void theNaiveModelAgrees() {
        for (var location : LOCATIONS) {
            assertThat(teapots.at(location).shelf())
                    .as("%s, shelf at %s", fact, location)
                    .isEqualTo(naive.shelf(location));
        }
        naive.lines.forEach((id, line) ->
                assertThat(teapots.line(id).progress()).as("%s: %s", fact, id).isEqualTo(line.progress));
        assertThat(teapots.backordered())
                .as(fact)
                .isEqualTo(naive.lines.values().stream()
                        .filter(line -> !line.refuses)
                        .mapToLong(NaiveTeapots.NaiveLine::lacking)
                        .sum());
    }

    /** I1. */
    private void nothingIsOversold() {
        for (var item : teapots.items()) {
            var active = 0L;
            for (var line : teapots.lines()) {
                var stand = line.progress().at(item.location());
                active += stand.allocated() - stand.shipped();
            }
            assertThat(item.allocated()).as(fact).isEqualTo(active).isBetween(0L, item.onHand());
        }
    }

    /** I4. */
    private void nothingIsIdleWhileALineWaits() {
        for (var item : teapots.items()) {
            assertThat(item.available() > 0 && teapots.backordered() > 0)
                    .as(fact)
                    .isFalse();
        }
    }

    /** I5: who gained has nobody waiting before it; who lost to a shelf has nobody behind it with units on that shelf. */
    private void releasesAndRevokesFollowTheOrder() {
        for (var gained : teapots.lines()) {
            var had =
                    allocatedBefore.getOrDefault(gained.id(), gained.progress().allocated());
            var byItsOwnPick = fact.endsWith(gained.toString());
            if (gained.progress().allocated() > had && !gained.refuses() && !byItsOwnPick) {
                for (var other : teapots.lines()) {
                    assertThat(other.waiting() > 0 && other.place().compareTo(gained.place()) < 0)
                            .as("%s: %s got units, %s waits before it", fact, gained, other)
                            .isFalse();
                }
            }
        }
    }

    /** I7. */
    private void quantitiesAreConserved() {
        var came = 0L;
        var house = 0L;
        for (var movement : teapots.ledger()) {
            came += movement.kind() == Kind.RECEIVED || movement.kind() == Kind.ADJUSTED ? movement.shelfChange() : 0;
            house += movement.shelfChange() + movement.pickedChange();
        }
        assertThat(house).as(fact).isEqualTo(came - leftTheHouse);
        for (var item : teapots.items()) {
            var inTotes = 0L;
            for (var line : teapots.lines()) {
                var stand = line.progress().at(item.location());
                inTotes += stand.picked() - stand.shipped();
            }
            assertThat(item.picked()).as(fact).isEqualTo(inTotes);
        }
        for (var line : teapots.lines()) {
            assertThat(line.progress().allocated())
                    .as(fact)
                    .isBetween(line.progress().picked(), line.requested());
        }
    }

    /** Who only read the events knows what every line has. */
    private void resultsToldAreTheState() {
        results.forEach((id, result) -> assertThat(result.locations())
                .as("%s: %s", fact, id)
                .isEqualTo(teapots.line(id).progress().allocations()));
    }

    private void said(String what, Object... details) {
        fact = "seed " + seed + ", " + what.formatted(details);
    }

    private Line anyLine() {
        return teapots.line(lines.get(random.nextInt(lines.size())));
    }

    private @Nullable String someLocation() {
        return random.nextBoolean() ? null : any(LOCATIONS.toArray(String[]::new));
    }

    /** Mostly now, sometimes long ago. */
    private Instant someTime() {
        return minute(random.nextInt(3) > 0 ? now : random.nextInt(now + 1));
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
