package io.backline.benchmark;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Tells what is done now, and what came of it. */
final class Progress {
    private final PrintStream out;
    private final long began = System.nanoTime();

    Progress(PrintStream out) {
        this.out = out;
    }

    void tell(String format, Object... arguments) {
        var time = Duration.ofNanos(System.nanoTime() - began);
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        out.printf(
                "%3d:%02d  load %4.1f  %s%n",
                time.toMinutes(), time.toSecondsPart(), load, format.formatted(arguments));
    }
}
