package io.backline.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** On what was measured; a figure without it says nothing. */
record Machine(String processor, int cores, long memoryGiB, String system, String java) {
    static Machine thisOne() {
        return new Machine(
                firstOf("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                memory() >> 30,
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                "Java " + Runtime.version());
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }

    private static String firstOf(String file, String field) {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(field))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown processor");
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }

    @Override
    public String toString() {
        return "%s, %d cores, %d GiB, %s, %s".formatted(processor, cores, memoryGiB, system, java);
    }
}
