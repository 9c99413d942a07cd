package io.backline.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** All processes of the stack together: the launcher, in which mail is served, and everything below it but ourselves. Linux only. */
record Stack(long launcher) {
    private static final double MILLIS_A_TICK = 10;

    private interface Reading {
        double of(Path process) throws IOException;
    }

    /** What they have burnt so far, with those of their children that have ended. */
    double cpuMillis() {
        return sum(process -> {
            var stat = Files.readString(process.resolve("stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var ticks = 0L;
            for (var field = 11; field <= 14; field++) { // utime, stime, cutime, cstime
                ticks += Long.parseLong(fields[field]);
            }
            return ticks * MILLIS_A_TICK;
        });
    }

    /** What they hold, shared pages in proportion. */
    double memoryMiB() {
        return sum(Stack::proportionalSet);
    }

    /** What one of them holds. */
    double memoryMiB(ProcessHandle process) {
        return read(process, Stack::proportionalSet);
    }

    private static double proportionalSet(Path process) throws IOException {
        try (var lines = Files.lines(process.resolve("smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }

    private double sum(Reading reading) {
        return processes().mapToDouble(process -> read(process, reading)).sum();
    }

    private static double read(ProcessHandle process, Reading reading) {
        try {
            return reading.of(Path.of("/proc", String.valueOf(process.pid())));
        } catch (NoSuchFileException ended) {
            return 0;
        } catch (IOException unreadable) {
            if (!process.isAlive()) {
                return 0;
            }
            throw new NoFigure("pid " + process.pid() + " cannot be measured: " + unreadable);
        }
    }

    /** The one whose command line names this. */
    Optional<ProcessHandle> process(String name) {
        return processes()
                .filter(process -> process.info().commandLine().orElse("").contains(name))
                .findFirst();
    }

    private Stream<ProcessHandle> processes() {
        var root = ProcessHandle.of(launcher).orElseThrow();
        return Stream.concat(Stream.of(root), root.descendants())
                .filter(process -> process.pid() != ProcessHandle.current().pid());
    }
}
