package io.backline.demo.replay;

import io.backline.demo.invariant.Invariant;
import io.backline.demo.invariant.Quiet;
import io.backline.demo.invariant.Store;
import io.backline.demo.invariant.Stores;
import io.backline.demo.invariant.Violation;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of a replay, for a person. */
final class Report {
    private static final int SHOWN = 10;

    private final Tally tally;
    private final Watch watch;
    private final Stores stores;
    private final PrintStream out;

    Report(Tally tally, Watch watch, Stores stores, PrintStream out) {
        this.tally = tally;
        this.watch = watch;
        this.stores = stores;
        this.out = out;
    }

    void print(Duration played, Duration settled, Quiet.Rest rest) throws SQLException {
        head("Told");
        row("orders accepted", tally.accepted(), tally.orderLines() + " lines");
        row("orders already known", tally.known(), "");
        row("orders refused", tally.refused(), "");
        reasons(tally.refusals());
        row("stock events", tally.stockEvents(), tally.openingUnits() + " units are opening stock");
        row("fulfilment events", tally.stageEvents(), "");
        reasons("lines not played", tally.badLines());
        reasons("lines that tell nothing to play", tally.skipped());
        reasons("countries filled in", tally.countries());

        head("Decided meanwhile");
        row("lines allocated at once", watch.linesAllocated(), "");
        row("lines backordered", watch.linesBackordered(), watch.unitsBackordered() + " units");
        row("lines released", watch.linesReleased(), watch.unitsReleased() + " units of them");
        row("lines revoked", watch.linesRevoked(), "");
        row("mails sent", watch.mailsSent(), "");
        row("mails failed", watch.mailsFailed(), "");

        head("In the whole store now");
        for (var store : stores.rows(Store.ORDER, StoreFigures.ORDERS)) {
            store.forEach((name, value) -> row(name, Long.parseLong(value), ""));
        }
        for (var notice : stores.rows(Store.NOTIFICATION, StoreFigures.NOTICES)) {
            row("notices " + notice.get("state"), Long.parseLong(String.valueOf(notice.get("notices"))), "");
        }

        head("Rates");
        rate("orders", tally.accepted() + tally.known() + tally.refused(), played);
        rate("events told", tally.stockEvents() + tally.stageEvents(), played);
        row("seconds to play", played.toSeconds(), "");
        row("seconds until quiet", settled.toSeconds(), rest.isNothing() ? "" : "NOT QUIET: " + rest);
    }

    void print(List<ClosingCheck.Result> recounts) {
        if (!recounts.isEmpty()) {
            head("Recounts");
        }
        for (var recount : recounts) {
            var differ = recount.differences();
            out.printf("  %-6s %s%n", differ.isEmpty() ? "holds" : "BROKEN", recount.sentence());
            differ.stream().limit(SHOWN).forEach(difference -> out.println("         " + difference));
            if (differ.size() > SHOWN) {
                out.println("         … and " + (differ.size() - SHOWN) + " more");
            }
        }
    }

    void print(List<Invariant> all, List<Violation> broken) {
        head("Invariants");
        for (var invariant : all) {
            var violation = broken.stream()
                    .filter(each -> each.invariant().equals(invariant))
                    .findFirst();
            out.printf(
                    "  %-6s %-4s %s%n",
                    violation.isPresent() ? "BROKEN" : "holds", invariant.name(), invariant.sentence());
            violation.ifPresent(each -> {
                out.println("         " + each.rows() + " times, for example");
                each.examples().forEach(example -> out.println("         " + example));
            });
        }
        out.println();
        out.println(broken.isEmpty() ? "All invariants hold." : broken.size() + " invariants are broken.");
    }

    private void head(String title) {
        out.println();
        out.println(title);
    }

    private void row(String what, long count, String remark) {
        out.printf(Locale.ROOT, "  %-34s %,12d  %s%n", what, count, remark);
    }

    private void rate(String what, long count, Duration time) {
        row(what + " a second", Math.round(count * 1000.0 / Math.max(1, time.toMillis())), "");
    }

    private void reasons(String what, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            row(what, counts.values().stream().mapToLong(Long::longValue).sum(), "");
            reasons(counts);
        }
    }

    private void reasons(Map<String, Long> counts) {
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(20)
                .forEach(count -> row("    " + count.getKey(), count.getValue(), ""));
    }
}
