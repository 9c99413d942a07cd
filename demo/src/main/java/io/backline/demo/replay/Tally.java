package io.backline.demo.replay;

import io.backline.demo.door.Shop.Answer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Counts what a replay did and what was not played and why. The first bad lines are shown as they are met, all are counted. */
final class Tally {
    private static final int SHOWN = 5;

    private final PrintStream out;
    private final Map<String, Long> refused = new TreeMap<>();
    private final Map<String, Long> badLines = new TreeMap<>();
    private final Map<String, Long> skipped = new TreeMap<>();
    private final Map<String, Long> countries = new TreeMap<>();
    private long accepted;
    private long known;
    private long orderLines;
    private long stockEvents;
    private long stageEvents;
    private long openingUnits;
    private long shown;

    Tally(PrintStream out) {
        this.out = out;
    }

    void order(Happening.OrderPlaced order, Answer answer) {
        switch (answer.outcome()) {
            case ACCEPTED -> {
                accepted++;
                orderLines += order.lines().size();
            }
            case KNOWN -> known++;
            case REFUSED -> {
                refused.merge(answer.reason(), 1L, Long::sum);
                show("order " + order.externalId() + " refused: " + answer.reason());
            }
        }
    }

    void stockTold() {
        stockEvents++;
    }

    void opening(long units) {
        openingUnits = units;
    }

    void stageTold() {
        stageEvents++;
    }

    void badLine(Path path, long number, String reason) {
        badLines.merge(path.getFileName() + ": " + reason, 1L, Long::sum);
        show(path + " line " + number + ": " + reason);
    }

    void skipped(String reason) {
        skipped.merge(reason, 1L, Long::sum);
    }

    void countryFilledIn(String said, String code) {
        countries.merge("country " + said + " read as " + code, 1L, Long::sum);
    }

    private void show(String what) {
        if (++shown <= SHOWN) {
            out.println("  " + what);
        } else if (shown == SHOWN + 1) {
            out.println("  … the rest is counted below");
        }
    }

    long accepted() {
        return accepted;
    }

    long known() {
        return known;
    }

    long refused() {
        return sum(refused);
    }

    long orderLines() {
        return orderLines;
    }

    long stockEvents() {
        return stockEvents;
    }

    long openingUnits() {
        return openingUnits;
    }

    long stageEvents() {
        return stageEvents;
    }

    Map<String, Long> refusals() {
        return refused;
    }

    Map<String, Long> badLines() {
        return badLines;
    }

    Map<String, Long> skipped() {
        return skipped;
    }

    Map<String, Long> countries() {
        return countries;
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
