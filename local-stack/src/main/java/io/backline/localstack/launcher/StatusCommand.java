package io.backline.localstack.launcher;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "status",
        sortOptions = false,
        usageHelpWidth = 110,
        usageHelpAutoWidth = true,
        description = {
            "Lists every process with pid, port, state, memory, how long it is in that state and how often it was started again.",
            ""
        },
        exitCodeListHeading = "Exit code: ",
        exitCodeList = {"0:everything is ready", "1:something is not", "3:nothing runs"})
final class StatusCommand implements Callable<Integer> {
    private static final int NOTHING_RUNS = 3;

    @Mixin
    private Settings.Data data = new Settings.Data();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        var folder = data.folder();
        var rows = new ProcessList(folder).read();
        if (!Claim.isTaken(folder)) {
            var left = rows.stream().filter(StatusCommand::isAlive).count();
            System.out.println(
                    left == 0
                            ? "Nothing runs on " + folder.root()
                            : "The launcher was killed; " + left + " of its processes may still run."
                                    + " ./backline start takes over, ./backline stop ends them.");
            return NOTHING_RUNS;
        }
        var now = rows.stream().map(StatusCommand::asked).toList();
        System.out.printf(
                "%-22s %8s %6s %-9s %8s %10s %9s%n", "", "pid", "port", "state", "memory", "since", "restarts");
        now.forEach(StatusCommand::print);
        return now.stream().allMatch(ProcessList.Row::isReady) ? 0 : 1;
    }

    /** A service that was ready may have lost its database since: it knows best. */
    private static ProcessList.Row asked(ProcessList.Row row) {
        var isService = Service.all().stream().anyMatch(service -> service.module.equals(row.name()));
        return isService && row.isReady() && !HttpService.isReady(row.port()) ? row.withState("NOT READY") : row;
    }

    private static boolean isAlive(ProcessList.Row row) {
        return row.pid() != 0 && ProcessHandle.of(row.pid()).isPresent();
    }

    private static void print(ProcessList.Row row) {
        System.out.printf(
                "%-22s %8s %6s %-9s %8s %10s %9d%n",
                row.name(),
                row.pid() == 0 ? "-" : row.pid(),
                row.port() == 0 ? "-" : row.port(),
                row.state(),
                Memory.of(row.pid()),
                spoken(Duration.between(row.since(), Instant.now())),
                row.restarts());
    }

    private static String spoken(Duration time) {
        return time.toHours() > 0
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toMinutes() > 0 ? time.toMinutes() + " min" : time.toSeconds() + " s";
    }
}
