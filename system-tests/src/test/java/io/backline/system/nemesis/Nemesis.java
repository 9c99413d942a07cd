package io.backline.system.nemesis;

import io.backline.system.nemesis.Fault.Cure;
import io.backline.system.nemesis.Fault.Missed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Strikes under load, cures, waits until all is well, lets the judge look, and strikes again. The same seed draws the same faults. */
final class Nemesis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Arena arena;
    private final Faults faults;
    private final Random chance;
    private final Scale scale;
    private final Report report = new Report();

    Nemesis(Path folder, long seed, Duration duration) throws Exception {
        chance = new Random(seed);
        arena = new Arena(new Site(folder));
        scale = Scale.of(duration);
        faults = new Faults(scale, arena.site(), arena.trade(), chance);
    }

    /** What cannot be struck, cured or judged is written down as a violation, and does not end the storm. */
    Report rage(Duration duration) throws InterruptedException {
        var until = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < until) {
            arena.trade().open();
            Thread.sleep(1_000 + chance.nextInt(3_000));
            suffer(faults.draw());
        }
        return report;
    }

    private void suffer(Fault fault) throws InterruptedException {
        var violations = new ArrayList<String>();
        var cure = strike(fault, violations);
        if (violations.isEmpty()) {
            violations.addAll(fault.health().lies(arena.site()));
        }
        var cured = System.nanoTime();
        var isWell = isWellAfter(cure, violations);
        var recovered = Duration.ofNanos(System.nanoTime() - cured);
        if (isWell) {
            violations.addAll(judged(fault));
        }
        report.add(new Report.Case(fault, recovered, violations));
    }

    /** To miss is a failure too, where there was time enough: nothing is known of what was not tried. */
    private Cure strike(Fault fault, List<String> violations) throws InterruptedException {
        try {
            return fault.blow().strike(arena.site(), chance);
        } catch (InterruptedException ended) {
            throw ended;
        } catch (Missed missed) {
            if (scale == Scale.LONG) {
                violations.add(missed.getMessage());
            } else {
                report.miss(missed.getMessage());
            }
            return Cure.NONE_NEEDED;
        } catch (Exception failed) {
            violations.add("could not be struck: " + failed);
            return Cure.NONE_NEEDED;
        }
    }

    /**
     * On a machine that a build keeps busy a mail may time out by itself, and be handed over again. Deadlocks are left out: replays make two listeners take the
     * lock of an early message and that of a SKU crosswise now and then, PostgreSQL ends one of them, and its batch is handled again.
     */
    private List<String> judged(Fault fault) {
        try {
            return arena.judge().check(fault.mayRepeatMail() || scale == Scale.SHORT).stream()
                    .filter(finding -> !finding.seenIn().equals(Judge.DATABASES))
                    .map(Finding::words)
                    .toList();
        } catch (Exception failed) {
            return List.of("could not be judged: " + failed);
        }
    }

    private boolean isWellAfter(Cure cure, List<String> violations) throws InterruptedException {
        try {
            cure.apply();
            var rest = arena.comeToRest(PATIENCE, PATIENCE);
            if (!rest.isNothing()) {
                violations.add("did not recover: " + rest);
            }
            return rest.isNothing();
        } catch (InterruptedException ended) {
            throw ended;
        } catch (Exception unwell) {
            violations.add("did not recover: " + unwell);
            return false;
        }
    }

    /** Whether there was anything to lose. */
    boolean hasTraded() {
        return !arena.trade().customers().acknowledged().isEmpty()
                && !arena.trade().courier().delivered().isEmpty()
                && !arena.site().letterBox().arrived().isEmpty();
    }

    String totals() {
        var trade = arena.trade();
        return "%d orders acknowledged, %d cancelled, %d requests repeated, %d warehouse events, %d mails, %d of them again, %d processes started"
                .formatted(
                        trade.customers().acknowledged().size(),
                        trade.customers().cancelled().size(),
                        trade.repeatedRequests(),
                        trade.courier().delivered().size()
                                + trade.warehouse().bridged().size(),
                        arena.site().letterBox().arrived().size(),
                        arena.judge().repeatedMails(),
                        arena.site().starts());
    }

    @Override
    public void close() {
        arena.close();
    }
}
