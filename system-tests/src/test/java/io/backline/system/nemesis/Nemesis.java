package io.backline.system.nemesis;

import io.backline.system.nemesis.Fault.Cure;
import io.backline.system.nemesis.Fault.Missed;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Strikes under load, cures, waits until all is well, lets the judge look, and strikes again. The same seed draws the same faults. */
final class Nemesis implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Site site;
    private final Trade trade;
    private final Judge judge;
    private final Faults faults;
    private final Random chance;
    private final Scale scale;
    private final Report report = new Report();

    Nemesis(Path folder, long seed, Duration duration) throws Exception {
        chance = new Random(seed);
        site = new Site(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(this::abandon));
        site.start();
        trade = new Trade(site);
        judge = new Judge(site, trade);
        scale = Scale.of(duration);
        faults = new Faults(scale, site, trade, chance);
        trade.begin();
    }

    /** What cannot be struck, cured or judged is written down as a violation, and does not end the storm. */
    Report rage(Duration duration) throws InterruptedException {
        var until = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < until) {
            trade.open();
            Thread.sleep(1_000 + chance.nextInt(3_000));
            suffer(faults.draw());
        }
        return report;
    }

    private void suffer(Fault fault) throws InterruptedException {
        var violations = new ArrayList<String>();
        var cure = strike(fault, violations);
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
            return fault.blow().strike(site, chance);
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
            return judge.check(fault.mayRepeatMail() || scale == Scale.SHORT).stream()
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
            trade.pause(PATIENCE);
            site.awaitReady(PATIENCE);
            var rest = judge.awaitQuiet(PATIENCE);
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
        return !trade.customers().acknowledged().isEmpty()
                && !trade.courier().delivered().isEmpty()
                && !site.letterBox().arrived().isEmpty();
    }

    String totals() {
        return "%d orders acknowledged, %d cancelled, %d requests repeated, %d warehouse events, %d mails, %d of them again, %d processes started"
                .formatted(
                        trade.customers().acknowledged().size(),
                        trade.customers().cancelled().size(),
                        trade.repeatedRequests(),
                        trade.courier().delivered().size()
                                + trade.warehouse().bridged().size(),
                        site.letterBox().arrived().size(),
                        judge.repeatedMails(),
                        site.starts());
    }

    private void abandon() {
        try {
            site.end();
        } catch (IOException notEnded) {
            System.err.println("Nemesis could not end what it started: " + notEnded);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        trade.end();
        judge.close();
        abandon();
    }
}
