package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import io.backline.localstack.Installation;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "dev",
        sortOptions = false,
        usageHelpWidth = 110,
        usageHelpAutoWidth = true,
        description = {
            "Runs one service in Quarkus' dev mode: a change of its code is live at the next request.",
            "It joins a Backline that runs (./backline start --without SERVICE); if none does, it starts Kafka, PostgreSQL and mail.",
            ""
        })
final class DevCommand implements Callable<Integer> {
    /** The question about analytics is put from the thread pool that then has to start the service: on two cores it never does. */
    private static final String DO_NOT_ASK = "-Dquarkus.analytics.disabled=true";

    @Parameters(paramLabel = "SERVICE", description = "${COMPLETION-CANDIDATES}")
    private @Nullable Service service;

    @Mixin
    private Settings settings = new Settings();

    @Mixin
    private Settings.Data data = new Settings.Data();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        var wanted = Objects.requireNonNull(service);
        var folder = data.folder();
        if (Claim.isTaken(folder)) {
            join(folder, wanted);
            return develop(wanted);
        }
        try (var backline = LocalBackline.claim(settings, folder, System.out::println)) {
            Stopping.onSignal(backline);
            backline.startInfrastructure();
            return develop(wanted);
        }
    }

    private void join(DataFolder folder, Service wanted) throws IOException, StartFailed {
        var rows = new ProcessList(folder).read();
        if (rows.stream().anyMatch(row -> row.name().equals(wanted.module))) {
            throw new StartFailed(
                    wanted + " runs already. Stop Backline, and start it with ./backline start --without " + wanted);
        }
        settings.take(rows);
    }

    private int develop(Service wanted) throws IOException, InterruptedException {
        var maven = System.getenv().getOrDefault("BACKLINE_MAVEN", "mvn");
        var pom = Installation.repository().resolve("pom.xml");
        var command = List.of(
                maven, "-f", pom.toString(), "-ntp", "-pl", wanted.module, "-am", DO_NOT_ASK, "compile", "quarkus:dev");
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(LocalBackline.environment(settings, wanted));
        return builder.start().waitFor();
    }
}
