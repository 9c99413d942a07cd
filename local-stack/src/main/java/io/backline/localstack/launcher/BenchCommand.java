package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import io.backline.localstack.Installation;
import io.backline.localstack.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        sortOptions = false,
        usageHelpWidth = 110,
        usageHelpAutoWidth = true,
        description = {
            "Starts Kafka, PostgreSQL, mail and the services anew, on free ports and empty data, and measures how fast they are.",
            "What ./backline start runs is not touched, but shares the machine: measure on a quiet one.",
            ""
        },
        footer = {
            "",
            "Prints every figure, what it must reach and whether it does; docs/performance.md says what each means.",
            "Exit code: 0 all is reached, 1 a figure is missed or an invariant broken, 2 wrong options."
        })
final class BenchCommand implements Callable<Integer> {
    private static final List<String> LIGHT_JVM = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    /** Shorter than in life, so that mails are not waited for half a minute. */
    private static final String QUIET_TIME = "-Dbackline.notice.quiet-time=10s";

    private static final int FIRST_TO_LEARN = 25;

    @Option(
            names = "--quick",
            description =
                    "Ends in 2 minutes on a quiet machine: shorter runs, and none in a store that has grown. Else it takes some 25.")
    private boolean quick;

    @Option(
            names = "--train",
            description = {
                "Measures nothing: plays what services do under load, and keeps what their JVMs and Kafka's have learnt by then.",
                "They start in half the time from then on, and are fast at once. Needs Java 25; holds until the next build."
            })
    private boolean train;

    @Option(
            names = "--only",
            paramLabel = "KEY,...",
            description = {
                "Measures these figures, and those that they are compared with.",
                "backlog and visits stand for all figures of questions about the backlog, and of what stage visits cost."
            })
    private @Nullable String only;

    @Option(
            names = "--orders",
            paramLabel = "NUMBER",
            description = {
                "How many orders the store has in which growth and the backlog are measured. Default: 1,000,000, with --quick 10,000",
                "With fewer than 1,000,000 these figures are told, and not held against what they must reach."
            })
    private @Nullable Integer orders;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there as JSON, too.")
    private @Nullable Path json;

    @Option(
            names = "--service-options",
            paramLabel = "OPTIONS",
            description = {
                "Java options of each service under load, after its own -Xmx. Default: " + Settings.SMALL
                        + ", with --only backlog " + Settings.ROOMY,
                "How long a start takes is measured with those of ./backline start."
            })
    private @Nullable String serviceOptions;

    /** Whether these options can be followed: for who would else do something long before. */
    @Option(names = "--check", hidden = true)
    private boolean check;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        if (train && Runtime.version().feature() < FIRST_TO_LEARN) {
            throw new StartFailed("Only Java " + FIRST_TO_LEARN + " and newer learns, and this is Java "
                    + Runtime.version().feature() + ". Set JAVA_HOME to a newer one.");
        }
        if (check) {
            return run(List.of("--check"));
        }
        var readySeconds = train ? 0 : secondsToStart();
        var settings = settings();
        settings.serviceOptions = serviceOptions == null ? underLoad() : serviceOptions;
        settings.furtherOptions.add(QUIET_TIME);
        settings.training = train;
        if (train) {
            for (var lesson : Lesson.all()) {
                lesson.begin();
            }
        }
        var folder = emptied();
        System.out.println("Starting Backline for this benchmark; logs in " + folder.root());
        var code = 0;
        try (var backline = LocalBackline.claim(settings, folder, System.out::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(backline, folder), "stop"));
            backline.start(Service.all());
            code = measure(settings, readySeconds);
        }
        if (train && code == 0) {
            keepWhatWasLearnt();
        }
        return code;
    }

    private String underLoad() {
        return "backlog".equals(only) ? Settings.ROOMY : Settings.SMALL;
    }

    private static void keepWhatWasLearnt() throws IOException, StartFailed {
        for (var lesson : Lesson.all()) {
            lesson.keep();
        }
        System.out.println("Trained: Kafka and the services start with what they learnt from now on.");
    }

    private static Settings settings() throws IOException {
        var settings = CommandLine.populateCommand(new Settings());
        settings.takeFreePorts();
        return settings;
    }

    /** As ./backline start does, and before anything else. */
    private static double secondsToStart() throws Exception {
        System.out.println("Starting Backline as ./backline start does");
        try (var backline = LocalBackline.claim(settings(), emptied(), System.out::println)) {
            Stopping.onSignal(backline);
            backline.start(Service.all());
            return secondsOfThisProcess();
        }
    }

    /** As a user sees it: from the start of this process on. */
    private static double secondsOfThisProcess() {
        var started = ProcessHandle.current().info().startInstant().orElseThrow();
        return Duration.between(started, Instant.now()).toMillis() / 1e3;
    }

    private static DataFolder emptied() throws IOException, InterruptedException, StartFailed {
        var folder =
                new DataFolder(Installation.repository().resolve("benchmarks").resolve("target/stack"));
        if (Claim.isTaken(folder)) {
            throw new StartFailed("a benchmark runs already on " + folder.root());
        }
        Leftovers.end(folder);
        folder.delete();
        return folder;
    }

    private int measure(Settings settings, double readySeconds) throws IOException, InterruptedException {
        var arguments = new ArrayList<String>();
        Program.places(settings).forEach((option, place) -> arguments.addAll(List.of(option, place)));
        arguments.addAll(
                List.of("--stack-pid", String.valueOf(ProcessHandle.current().pid())));
        arguments.addAll(List.of("--ready-seconds", String.valueOf(readySeconds)));
        if (json != null) {
            arguments.addAll(List.of("--json", json.toAbsolutePath().toString()));
        }
        return run(arguments);
    }

    private int run(List<String> places) throws IOException, InterruptedException {
        var arguments = new ArrayList<>(places);
        if (quick) {
            arguments.add("--quick");
        }
        if (train) {
            arguments.add("--train");
        }
        if (only != null) {
            arguments.addAll(List.of("--only", only));
        }
        if (orders != null) {
            arguments.addAll(List.of("--orders", String.valueOf(orders)));
        }
        return new Program("benchmarks", "io.backline.benchmark.Bench", LIGHT_JVM).run(arguments);
    }

    /** The logs stay for whoever wonders; gigabytes of made-up orders do not. */
    private static void end(LocalBackline backline, DataFolder folder) {
        try {
            backline.close();
            try (var kept = Files.list(folder.root())) {
                for (var path : kept.filter(Files::isDirectory).toList()) {
                    if (!path.endsWith("logs")) {
                        new DataFolder(path).delete();
                    }
                }
            }
        } catch (IOException e) {
            System.err.println("Not ended cleanly: " + e);
        }
    }
}
