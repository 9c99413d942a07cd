package io.backline.localstack.launcher;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        sortOptions = false,
        usageHelpWidth = 110,
        usageHelpAutoWidth = true,
        description = {
            "Starts Kafka, PostgreSQL, a mail server and the three services on this machine, without Docker, and stays.",
            "Ctrl-C, or ./backline stop in another shell, ends everything. The data is kept for the next start.",
            ""
        })
final class StartCommand implements Callable<Integer> {
    @Mixin
    private Settings settings = new Settings();

    @Mixin
    private Settings.Data data = new Settings.Data();

    @Option(
            names = "--without",
            paramLabel = "SERVICE",
            description = "Leaves a service out, to run it in an IDE or with ./backline dev; may be repeated.")
    private List<Service> without = new ArrayList<>();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        var services = new ArrayList<>(Service.all());
        services.removeAll(without);
        var folder = data.folder();
        var began = System.nanoTime();
        System.out.println("Backline starts; data and logs in " + folder.root());
        try (var backline = LocalBackline.claim(settings, folder, System.out::println)) {
            Stopping.onSignal(backline);
            backline.start(services);
            System.out.printf("Ready after %.1f s.%n%n", (System.nanoTime() - began) / 1e9);
            System.out.println(Welcome.text(settings, services, folder));
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
