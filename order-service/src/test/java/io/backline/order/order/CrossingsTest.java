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
import java.util.List;
import java.util.Random;
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
    private int heardByOrder;
    private int heardByInventory;

    private sealed interface Told {}

    private record Passed(Step step, int units) implements Told {}

    private record Unpicked(int units) implements Told {}

    private record ShortPicked(int units) implements Told {}

    /** Inventory's side of the line, with as much stock as is asked for. */
    private static final class Supply {
        int requested = ORDERED;
        Progress progress = Progress.NONE;

        void hear(Told fact) {
            progress = switch (fact) {
                case Passed passed -> progress.advance(passed.step, passed.units, null, requested);
                case Unpicked unpicked -> progress.unpick(unpicked.units, null);
                case ShortPicked shortPicked -> progress.missing(shortPicked.units, null);
            };
        }

        void allocate(int units) {
            progress =
                    progress.allocated(units == 0 ? List.of() : List.of(new LocationUnits("MAIN", units)), requested);
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
            assertThat(List.of(
                            order.allocated(),
                            order.picked(),
                            order.packed(),
                            order.shipped(),
                            unwanted(order.progress())))
                    .as("seed %d: %s", seed, story)
                    .isEqualTo(List.of(
                            inventory.progress.allocated(),
                            inventory.progress.picked(),
                            inventory.progress.packed(),
                            inventory.progress.shipped(),
                            unwanted(inventory.progress)));
        }
    }

    private static int unwanted(Progress progress) {
        return progress.unwanted();
    }

    private void startOver() {
        story.clear();
        order = Units.ordered(ORDERED);
        inventory = new Supply();
        inventory.allocate(ORDERED);
        answer();
        told.clear();
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

    /** A warehouse does only what can be done with the units it has in hand. */
    private void warehouseTells() {
        var picked = sum(Step.PICK) - lost();
        var packed = sum(Step.PACK);
        var fact =
                switch (random.nextInt(6)) {
                    case 0, 1 -> picked < ORDERED ? new Passed(Step.PICK, 1 + random.nextInt(ORDERED - picked)) : null;
                    case 2 -> packed < picked ? new Passed(Step.PACK, 1 + random.nextInt(picked - packed)) : null;
                    case 3 ->
                        sum(Step.SHIP) < packed
                                ? new Passed(Step.SHIP, 1 + random.nextInt(packed - sum(Step.SHIP)))
                                : null;
                    case 4 -> packed < picked ? new Unpicked(1 + random.nextInt(picked - packed)) : null;
                    default -> packed < picked ? new ShortPicked(1 + random.nextInt(picked - packed)) : null;
                };
        if (fact != null) {
            told.add(fact);
            story.add(fact.toString());
        }
    }

    private int sum(Step step) {
        return told.stream()
                .mapToInt(fact -> fact instanceof Passed passed && passed.step == step ? passed.units : 0)
                .sum();
    }

    private int lost() {
        return told.stream()
                .mapToInt(fact -> switch (fact) {
                    case Passed passed -> 0;
                    case Unpicked unpicked -> unpicked.units;
                    case ShortPicked shortPicked -> shortPicked.units;
                })
                .sum();
    }

    private void supplyChanges() {
        inventory.allocate(random.nextInt(inventory.requested + 1));
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
            inventory.hear(told.get(heardByInventory++));
            story.add("inventory hears");
            answer();
        }
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
                case Passed passed -> order.advance(passed.step, passed.units, null);
                case Unpicked unpicked -> order.unpick(unpicked.units, null);
                case ShortPicked shortPicked -> order.missing(shortPicked.units);
            };
        }
    }
}
