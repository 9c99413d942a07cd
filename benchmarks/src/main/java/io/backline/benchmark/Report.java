package io.backline.benchmark;

import io.backline.benchmark.Figures.Measured;
import io.backline.benchmark.Figures.Verdict;
import io.backline.events.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;

/** The figures for a person, and for a program. */
final class Report {
    private final Figures figures;
    private final Machine machine;

    Report(Figures figures, Machine machine) {
        this.figures = figures;
        this.machine = machine;
    }

    void print(PrintStream out) {
        out.println();
        out.println(machine);
        out.println();
        out.printf("%-18s %14s  %-24s %-12s %5s  %s%n", "figure", "measured", "must reach", "", "load", "");
        for (var figure : Figure.values()) {
            out.printf(
                    "%-18s %14s  %-24s %-12s %5s  %s%n",
                    figure.key,
                    figures.of(figure)
                            .map(measured -> told(measured.value(), figure))
                            .orElse("–"),
                    goal(figure),
                    told(figures.verdict(figure)),
                    figures.of(figure).map(Report::machineLoad).orElse(""),
                    figure.meaning);
        }
    }

    private static String told(double value, Figure figure) {
        return number(value) + " " + figure.unit;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }

    private static String machineLoad(Measured measured) {
        return String.format(Locale.ROOT, "%.1f", measured.machineLoad());
    }

    private String goal(Figure figure) {
        var goal = figure.goal;
        if (goal == null) {
            return "";
        }
        var sign = goal.isCeiling() ? "≤ " : "≥ ";
        var of = goal.of();
        return of == null
                ? sign + told(goal.bound(), figure)
                : sign + goal.bound() + " × " + of.key
                        + figures.of(of)
                                .map(reference -> " = " + number(goal.bound() * reference.value()))
                                .orElse("");
    }

    private static String told(Verdict verdict) {
        return switch (verdict) {
            case REACHED -> "reached";
            case MISSED -> "MISSED";
            case NOT_MEASURED -> "no figure";
            case ONLY_TOLD -> "";
        };
    }

    void write(Path file) throws IOException {
        var all = new LinkedHashMap<>(figures.byKey());
        all.put("machineLoad", figures.machineLoadByKey());
        all.put("machine", machine.toString());
        Files.write(file, Json.write(all));
    }
}
