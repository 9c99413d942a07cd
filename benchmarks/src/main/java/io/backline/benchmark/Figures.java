package io.backline.benchmark;

import java.lang.management.ManagementFactory;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one session measured, each with the load of the machine at that moment: figures of a busy machine say little. */
final class Figures {
    enum Verdict {
        REACHED,
        MISSED,
        NOT_MEASURED,
        ONLY_TOLD
    }

    /** {@code isJudged}: whether it was measured as its goal demands. */
    record Measured(double value, double machineLoad, boolean isJudged) {}

    private final Map<Figure, Measured> measured = new EnumMap<>(Figure.class);

    void put(Figure figure, double value) {
        put(figure, value, machineLoad());
    }

    void put(Figure figure, double value, double machineLoad) {
        measured.put(figure, new Measured(value, machineLoad, true));
    }

    /** A value that its goal does not speak of: of a smaller store, say. */
    void tell(Figure figure, double value) {
        measured.put(figure, new Measured(value, machineLoad(), false));
    }

    private static double machineLoad() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    Optional<Measured> of(Figure figure) {
        return Optional.ofNullable(measured.get(figure));
    }

    Verdict verdict(Figure figure) {
        var value = measured.get(figure);
        var reference = reference(figure.goal);
        if (value == null || reference == null) {
            return Verdict.NOT_MEASURED;
        }
        if (figure.goal == null || !value.isJudged()) {
            return Verdict.ONLY_TOLD;
        }
        return figure.goal.isReachedBy(value.value(), reference) ? Verdict.REACHED : Verdict.MISSED;
    }

    /** What the goal is a share of; 1 if it stands for itself. */
    private @Nullable Double reference(Figure.@Nullable Goal goal) {
        if (goal == null || goal.of() == null) {
            return 1.0;
        }
        return of(goal.of()).map(Measured::value).orElse(null);
    }

    /** By the keys that others read. */
    Map<String, Object> byKey() {
        var values = new LinkedHashMap<String, Object>();
        measured.forEach((figure, value) -> values.put(figure.key, rounded(value.value())));
        return values;
    }

    Map<String, Object> machineLoadByKey() {
        var loads = new LinkedHashMap<String, Object>();
        measured.forEach((figure, value) -> loads.put(figure.key, rounded(value.machineLoad())));
        return loads;
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
