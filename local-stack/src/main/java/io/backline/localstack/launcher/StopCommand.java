package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import io.backline.localstack.Leftovers;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "stop",
        sortOptions = false,
        usageHelpWidth = 110,
        usageHelpAutoWidth = true,
        description = {
            "Ends what ./backline start, dev or demo started: services first, then Kafka and PostgreSQL.",
            "Also ends what was left behind if the launcher was killed. The data is kept.",
            ""
        })
final class StopCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Mixin
    private Settings.Data data = new Settings.Data();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        var folder = data.folder();
        if (!Claim.isTaken(folder)) {
            var ended = Leftovers.end(folder);
            new ProcessList(folder).delete();
            System.out.println(
                    ended.isEmpty()
                            ? "Nothing runs on " + folder.root()
                            : "Ended " + ended.size() + " processes that a killed launcher had left behind.");
            return 0;
        }
        return stop(folder);
    }

    private static int stop(DataFolder folder) throws IOException, InterruptedException {
        var began = System.nanoTime();
        var launcher = RunningLauncher.on(folder);
        if (launcher.isEmpty()) {
            System.err.println("Backline runs on " + folder.root() + ", but has not written down by which process.");
            return 1;
        }
        launcher.get().destroy();
        while (Claim.isTaken(folder)) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                System.err.println(
                        "Backline does not end: pid " + launcher.get().pid());
                return 1;
            }
            Thread.sleep(100);
        }
        System.out.printf("Stopped after %.1f s. The data is kept.%n", (System.nanoTime() - began) / 1e9);
        return 0;
    }
}
