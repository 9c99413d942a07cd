package io.backline.benchmark;

import static io.backline.benchmark.Figure.READY;

import io.backline.demo.Places;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What {@code ./backline bench} runs once it has started a stack; it writes into that stack's databases, so give it no other. */
@Command(name = "bench")
final class Bench implements Callable<Integer> {
    private static final int FEWEST_ORDERS = 2_000;

    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--train")
    private boolean train;

    @Option(names = "--only", split = ",")
    private List<String> only = List.of();

    @Option(names = "--orders")
    private @Nullable Integer orders;

    @Option(names = "--json")
    private @Nullable Path json;

    /** Whether the options can be followed is all that is wanted to know; there is no stack. */
    @Option(names = "--check")
    private boolean check;

    @Option(names = "--stack-pid")
    private long stackPid;

    @Option(names = "--ready-seconds")
    private double readySeconds;

    @ArgGroup(validate = false)
    private Places places = new Places();

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Bench()).setParameterExceptionHandler((wrong, arguments) -> {
            wrong.getCommandLine().getErr().println(wrong.getMessage());
            return CommandLine.ExitCode.USAGE;
        });
    }

    @Override
    public Integer call() throws Exception {
        var wanted = wanted();
        var length = length();
        if (check) {
            return 0;
        }
        var figures = new Figures();
        figures.put(READY, readySeconds);
        var isTrue = true;
        try (var session =
                new Session(places, new Stack(stackPid), length, new Progress(System.out), figures, wanted)) {
            if (train) {
                session.train();
                return 0;
            }
            session.run();
        } catch (NoFigure wrong) {
            System.err.println("This run has no figure, and there is no other after it:\n" + wrong.getMessage());
            isTrue = false;
        }
        var report = new Report(figures, Machine.thisOne());
        report.print(System.out);
        if (json != null) {
            report.write(json);
        }
        return isTrue && isReached(figures, wanted) ? 0 : 1;
    }

    private Set<Figure> wanted() {
        if (only.isEmpty()) {
            return quick ? Figure.quick() : Figure.usual();
        }
        return only.stream()
                .flatMap(key -> named(key).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Figure.class)));
    }

    private Set<Figure> named(String key) {
        var figures = Figure.named(key);
        if (figures.isEmpty()) {
            throw refused("No figure is called '" + key + "'. There are "
                    + Figure.keys().collect(Collectors.joining(", ")) + ".");
        }
        return figures;
    }

    private Length length() {
        var length = quick || train ? Length.QUICK : Length.FULL;
        if (orders == null) {
            return length;
        }
        if (orders < FEWEST_ORDERS) {
            throw refused("--orders must be at least " + FEWEST_ORDERS + ", to have some in every stage.");
        }
        return length.withOrders(orders);
    }

    private ParameterException refused(String reason) {
        return new ParameterException(spec == null ? commandLine() : spec.commandLine(), reason);
    }

    private static boolean isReached(Figures figures, Set<Figure> wanted) {
        return wanted.stream()
                .map(figures::verdict)
                .noneMatch(verdict -> verdict == Figures.Verdict.MISSED || verdict == Figures.Verdict.NOT_MEASURED);
    }
}
