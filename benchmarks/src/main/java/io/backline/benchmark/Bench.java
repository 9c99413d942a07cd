package io.backline.benchmark;

import static io.backline.benchmark.Figure.READY;

import io.backline.demo.Places;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What {@code ./backline bench} runs once it has started a stack; it writes into that stack's databases, so give it no other. */
@Command(name = "bench")
final class Bench implements Callable<Integer> {
    @Option(names = "--quick")
    private boolean quick;

    @Option(names = "--only", split = ",", converter = FigureByKey.class)
    private Set<Figure> only = EnumSet.allOf(Figure.class);

    @Option(names = "--json")
    private @Nullable Path json;

    @Option(names = "--stack-pid", required = true)
    private long stackPid;

    @Option(names = "--ready-seconds", required = true)
    private double readySeconds;

    @ArgGroup(validate = false)
    private Places places = new Places();

    public static void main(String... arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        var figures = new Figures();
        figures.put(READY, readySeconds);
        var length = quick ? Length.QUICK : Length.FULL;
        var isTrue = true;
        try (var session = new Session(places, new Stack(stackPid), length, new Progress(System.out), figures, only)) {
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
        return isTrue && isReached(figures) ? 0 : 1;
    }

    /** A quick session says nothing of growth, and is not blamed for it. */
    private boolean isReached(Figures figures) {
        return only.stream()
                .filter(figure -> !quick || figure != Figure.GROWTH)
                .map(figures::verdict)
                .noneMatch(verdict -> verdict == Figures.Verdict.MISSED || verdict == Figures.Verdict.NOT_MEASURED);
    }

    private static final class FigureByKey implements ITypeConverter<Figure> {
        @Override
        public Figure convert(String key) {
            return Arrays.stream(Figure.values())
                    .filter(figure -> figure.key.equals(key))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("no figure is called " + key));
        }
    }
}
