package io.backline.order.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.AllocationEvent.Missing;
import io.backline.events.Progress;
import io.backline.events.Progress.Step;
import io.backline.order.order.Units.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Two services read one line's facts, each at its own pace, and tell each other what they decided. Run again what failed with {@code -Dseed=…}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CrossingsTest {
    private static final int ROUNDS = 20_000;
    private static final int ORDERED = 10;

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<String> story = new ArrayList<>();
    private Units order = Units.ordered(ORDERED);
    private Supply inventory = new Supply();
    private final List<Told> told = new ArrayList<>();
    private final Deque<Integer> cancellations = new ArrayDeque<>();
    private final Deque<Answer> answers = new ArrayDeque<>();
    private final Map<String, Hands> hands = new HashMap<>();
    private boolean namesLocations;
    private int heardByOrder;
    private int heardByInventory;

    private sealed interface Told {}

    private record Passed(Step step, int units, @Nullable String location) implements Told {}

    private record Unpicked(int units, @Nullable String location) implements Told {}

    private record ShortPicked(int units, @Nullable String location) implements Told {}

    /** What the warehouse has done at a location in truth, whatever it is taken for. */
    private static final class Hands {
        int held;
        int packed;
        int shipped;
    }

    /** Inventory's side of the line, with as much stock as is asked for. */
    private static final class Supply {
        int requested = ORDERED;
        Progress progress = Progress.NONE;

        void hear(Told fact) {
            progress = switch (fact) {
                case Passed passed when passed.units + progress.told(passed.step) > ORDERED -> progress;
                case Passed passed -> progress.advance(passed.step, passed.units, passed.location, requested);
                case Unpicked unpicked -> progress.unpick(unpicked.units, unpicked.location);
                case ShortPicked shortPicked -> progress.missing(shortPicked.units, shortPicked.location);
            };
        }

        void allocate(int atMain, int atEast) {
            var result = Stream.of(new LocationUnits("MAIN", atMain), new LocationUnits("EAST", atEast))
                    .filter(there -> there.quantity() > 0)
                    .toList();
            progress = progress.allocated(result, requested);
        }
    }

    @Test
    void whatever_crosses_both_services_end_with_the_same_units() {
        System.out.println("seed " + seed);
        for (var round = 0; round < ROUNDS; round++) {
            startOver();
            for (var step = 0; step < 25; step++) {
                somethingHappens();
            }
            while (heardByInventory < told.size() || !cancellations.isEmpty()) {
                inventoryReads();
            }
            while (heardByOrder < told.size() || !answers.isEmpty()) {
                orderReads();
            }
            assertThat(units(order.progress())).as("seed %d: %s", seed, story).isEqualTo(units(inventory.progress));
        }
    }

    private static List<Integer> units(Progress progress) {
        return List.of(
                progress.allocated(), progress.picked(), progress.packed(), progress.shipped(), progress.unwanted());
    }

    private void startOver() {
        story.clear();
        order = Units.ordered(ORDERED);
        inventory = new Supply();
        inventory.allocate(ORDERED, 0);
        answer();
        told.clear();
        hands.clear();
        namesLocations = random.nextBoolean();
        cancellations.clear();
        heardByOrder = 0;
        heardByInventory = 0;
    }

    private void somethingHappens() {
        switch (random.nextInt(8)) {
            case 0 -> cancel();
            case 1, 2 -> warehouseTells();
            case 3 -> supplyChanges();
            case 4, 5 -> inventoryReads();
            default -> orderReads();
        }
    }

    private void cancel() {
        if (order.cancellable() > 0) {
            var units = 1 + random.nextInt(order.cancellable());
            order = order.cancel(units);
            cancellations.add(units);
            story.add("cancel " + units);
        }
    }

    /** A warehouse does only what can be done with the units it has in hand; what is missing may have been in hand or not. */
    private void warehouseTells() {
        var location = random.nextBoolean() ? "MAIN" : "EAST";
        var here = hands.computeIfAbsent(location, none -> new Hands());
        var held = hands.values().stream().mapToInt(hand -> hand.held).sum();
        var unpacked = here.held - here.packed;
        var told = namesLocations ? location : null;
        switch (random.nextInt(7)) {
            case 0, 1 -> tell(ORDERED - held, units -> new Passed(Step.PICK, units, told), units -> here.held += units);
            case 2 -> tell(unpacked, units -> new Passed(Step.PACK, units, told), units -> here.packed += units);
            case 3 ->
                tell(
                        here.packed - here.shipped,
                        units -> new Passed(Step.SHIP, units, told),
                        units -> here.shipped += units);
            case 4 -> tell(unpacked, units -> new Unpicked(units, told), units -> here.held -= units);
            case 5 -> tell(unpacked, units -> new ShortPicked(units, told), units -> here.held -= units);
            default -> missOnTheShelf(ORDERED - held);
        }
    }

    /** Of what the pick list says, which is what inventory knows. */
    private void missOnTheShelf(int atMost) {
        if (heardByInventory == told.size() && cancellations.isEmpty()) {
            var listed = inventory.progress.allocated() - inventory.progress.picked();
            tell(Math.min(atMost, listed), units -> new ShortPicked(units, null), units -> inventoryHears());
        }
    }

    private void tell(int atMost, IntFunction<Told> fact, IntConsumer done) {
        if (atMost > 0) {
            var units = 1 + random.nextInt(atMost);
            told.add(fact.apply(units));
            story.add(told.getLast().toString());
            done.accept(units);
        }
    }

    private void supplyChanges() {
        var units = random.nextInt(inventory.requested + 1);
        var atMain = random.nextInt(units + 1);
        inventory.allocate(atMain, units - atMain);
        story.add("supply " + inventory.progress.allocated());
        answer();
    }

    private void inventoryReads() {
        if (random.nextBoolean() && !cancellations.isEmpty()) {
            inventory.requested -= cancellations.remove();
            inventory.progress = inventory.progress.cancel(inventory.requested);
            story.add("inventory hears a cancellation");
            answer();
        } else if (heardByInventory < told.size()) {
            inventoryHears();
        }
    }

    private void inventoryHears() {
        inventory.hear(told.get(heardByInventory++));
        story.add("inventory hears");
        answer();
    }

    private void answer() {
        answers.add(new Answer(
                inventory.progress.allocations(),
                new Missing(inventory.progress.missing(), inventory.progress.missingPicked())));
    }

    private void orderReads() {
        if (random.nextBoolean() && !answers.isEmpty()) {
            var answer = answers.remove();
            order = order.answered(answer);
            story.add("order is answered");
        } else if (heardByOrder < told.size()) {
            story.add("order hears");
            order = switch (told.get(heardByOrder++)) {
                case Passed passed when passed.units + order.told(passed.step) > ORDERED -> order;
                case Passed passed -> order.advance(passed.step, passed.units, passed.location);
                case Unpicked unpicked -> order.unpick(unpicked.units, unpicked.location);
                case ShortPicked shortPicked -> order.missing(shortPicked.units);
            };
        }
    }
}
