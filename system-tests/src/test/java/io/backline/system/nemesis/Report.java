package io.backline.system.nemesis;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was done, how soon all was well again, and what was not. */
final class Report {
    private final List<Case> cases = new ArrayList<>();
    private final List<String> missed = new ArrayList<>();

    /** One fault and what came of it. */
    record Case(Fault fault, Duration recovered, List<String> violations) {
        boolean isLate() {
            return recovered.compareTo(fault.recovery()) > 0;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%-50s well after %4.1f s%s%s",
                    fault,
                    seconds(recovered),
                    isLate() ? ", LATE" : "",
                    violations.isEmpty() ? "" : "\n  VIOLATION " + String.join("\n  VIOLATION ", violations));
        }
    }

    void add(Case one) {
        cases.add(one);
        System.out.println(one);
    }

    /** Of a fault that is added besides: it did not hurt. */
    void miss(String why) {
        missed.add(why);
        System.out.println("missed: " + why);
    }

    List<String> missed() {
        return missed;
    }

    /** How many faults did hurt. */
    int struck() {
        return cases.size() - missed.size();
    }

    List<String> violations() {
        return cases.stream()
                .flatMap(one -> one.violations().stream().map(violation -> one.fault() + ": " + violation))
                .toList();
    }

    List<String> late() {
        return cases.stream().filter(Case::isLate).map(Case::toString).toList();
    }

    /** As a table of Markdown. */
    String table() {
        var byKind = cases.stream()
                .collect(Collectors.groupingBy(one -> one.fault().kind(), TreeMap::new, Collectors.toList()));
        var rows = new LinkedHashMap<String, String>();
        byKind.forEach((kind, of) -> rows.put(kind, row(kind, of)));
        return "| fault | times | well again after: median, longest, allowed (s) | late | violations |\n|---|---|---|---|---|\n"
                + String.join("\n", rows.values());
    }

    private static String row(String kind, List<Case> cases) {
        var seconds =
                cases.stream().map(one -> seconds(one.recovered())).sorted().toList();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.1f, %.1f, %d | %d | %d |",
                kind,
                cases.size(),
                seconds.get(seconds.size() / 2),
                seconds.getLast(),
                cases.getFirst().fault().recovery().toSeconds(),
                cases.stream().filter(Case::isLate).count(),
                cases.stream().mapToInt(one -> one.violations().size()).sum());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
