package io.backline.order.order;

import io.backline.events.AllocationEvent.LocationUnits;
import io.backline.events.AllocationEvent.Missing;
import io.backline.events.BacklogStage;
import io.backline.events.Progress;
import io.backline.events.Progress.Step;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The units of one line: cumulative counters, of which each is at most the one before it, and the stages that are the gaps between them. What inventory
 * answered last and what the warehouse told are kept as they came; what is allocated follows from both and from what is still wanted, so that answers,
 * picks and cancellations that cross each other end alike. {@code missing} sums what short picks told.
 */
record Units(
        int ordered,
        int cancelled,
        @Nullable Answer answer,
        Progress progress,
        int missing,
        int delivered,
        int returned) {

    /** What inventory said last: where the line has units, and which of those told missing had been picked. */
    record Answer(List<LocationUnits> locations, @Nullable Missing missing) {}

    static Units ordered(int quantity) {
        return new Units(quantity, 0, null, Progress.NONE, 0, 0, 0);
    }

    int wanted() {
        return ordered - cancelled;
    }

    int allocated() {
        return progress.allocated();
    }

    int picked() {
        return progress.picked();
    }

    int packed() {
        return progress.packed();
    }

    int shipped() {
        return progress.shipped();
    }

    boolean isAnswered() {
        return answer != null;
    }

    int backordered() {
        return isAnswered() ? wanted() - allocated() : 0;
    }

    boolean isFullyAllocated() {
        return allocated() == wanted();
    }

    /** What nobody has picked yet can still be cancelled. */
    int cancellable() {
        return wanted() - picked();
    }

    boolean isClosed() {
        return shipped() == wanted();
    }

    /** Where the units stand; stages without units are left out. */
    Map<BacklogStage, Integer> byStage(boolean held) {
        var stages = new EnumMap<BacklogStage, Integer>(BacklogStage.class);
        if (held) {
            stages.put(BacklogStage.ON_HOLD, wanted() - picked());
        } else {
            stages.put(
                    isAnswered() ? BacklogStage.BACKORDERED : BacklogStage.AWAITING_ALLOCATION, wanted() - allocated());
            stages.put(BacklogStage.READY_TO_PICK, allocated() - picked());
        }
        stages.put(BacklogStage.PICKING, picked() - packed());
        stages.put(BacklogStage.PACKED, packed() - shipped());
        stages.put(BacklogStage.SHIPPED, shipped() - delivered);
        stages.put(BacklogStage.DELIVERED, delivered);
        stages.put(BacklogStage.CANCELLED, cancelled);
        stages.values().removeIf(units -> units == 0);
        return stages;
    }

    /** Likewise by location, for units that lie at one: what is to be picked, in totes or packed. */
    SortedMap<Spot, Integer> bySpot(boolean held) {
        var spots = new TreeMap<Spot, Integer>();
        var elsewhere = byStage(held);
        progress.locations().forEach((location, stand) -> {
            lay(held ? BacklogStage.ON_HOLD : BacklogStage.READY_TO_PICK, location, stand.unpicked(), spots, elsewhere);
            lay(BacklogStage.PICKING, location, stand.picked() - stand.packed(), spots, elsewhere);
            lay(BacklogStage.PACKED, location, stand.packed() - stand.shipped(), spots, elsewhere);
        });
        elsewhere.forEach((stage, units) -> spots.put(new Spot(stage, null), units));
        return spots;
    }

    private static void lay(
            BacklogStage stage,
            String location,
            int units,
            Map<Spot, Integer> spots,
            Map<BacklogStage, Integer> elsewhere) {
        if (units > 0) {
            spots.put(new Spot(stage, location), units);
            elsewhere.computeIfPresent(stage, (same, all) -> all == units ? null : all - units);
        }
    }

    Units answered(Answer result) {
        return settled(cancelled, result, progress, missing);
    }

    Units cancel(int quantity) {
        if (quantity > cancellable()) {
            throw new IllegalArgumentException("only " + cancellable() + " units can be cancelled, got " + quantity);
        }
        return settled(cancelled + quantity, answer, progress, missing);
    }

    Units advance(Step step, int quantity, @Nullable String location) {
        return settled(cancelled, answer, progress.advance(step, quantity, location, wanted()), missing);
    }

    /** Units told to have made a step that nobody wants any more. */
    int excess(Step step, int quantity) {
        return progress.excess(step, quantity, wanted());
    }

    Units unpick(int quantity, @Nullable String location) {
        return settled(cancelled, answer, progress.unpick(quantity, location), missing);
    }

    /** Units are not there. Whether some of them had been picked, and what the line is given instead, is for inventory to say. */
    Units missing(int quantity) {
        return settled(cancelled, answer, progress, missing + quantity);
    }

    /** What was told of a step and stands, as inventory reckons it once it has judged what was missing. */
    int told(Step step) {
        return progress.told(step) - (step == Step.PICK ? missing - progress.missing() : 0);
    }

    /** Whether inventory has said of all missing units what the line has instead. */
    boolean isJudged() {
        return missing == progress.missing();
    }

    Units deliver(int quantity) {
        return new Units(
                ordered, cancelled, answer, progress, missing, Math.min(delivered + quantity, shipped()), returned);
    }

    Units giveBack(int quantity) {
        return new Units(ordered, cancelled, answer, progress, missing, delivered, returned + quantity);
    }

    /** What was missing of picked units is known only when both the short pick and what inventory said to it have come. */
    private Units settled(int cancelled, @Nullable Answer answer, Progress told, int missing) {
        var given = answer == null ? List.<LocationUnits>of() : answer.locations();
        var gone = answer == null ? null : answer.missing();
        var left = gone == null || gone.units() > missing ? told : told.missingPicked(gone.picked(), gone.units());
        return new Units(
                ordered, cancelled, answer, left.allocated(given, ordered - cancelled), missing, delivered, returned);
    }
}
