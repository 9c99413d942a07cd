package io.backline.demo;

import io.backline.demo.door.DoorException;
import io.backline.demo.replay.ReplayRun;
import io.backline.demo.story.Story;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./backline demo}: a small story, or a replay of files. */
@Command(
        name = "backline demo",
        sortOptions = false,
        abbreviateSynopsis = true,
        usageHelpWidth = 110,
        usageHelpAutoWidth = true,
        description = {
            "Plays against running services (./backline start) and uses public doors only: REST for orders, Kafka for the warehouse.",
            "",
            "Without files it tells a small story in under a minute. With files it replays them in event-time order,"
                    + " waits until all is quiet, prints what came of it, checks the invariants over all three databases and recounts the backlog of every day."
                    + " A second run of the same files changes nothing.",
            ""
        },
        footer = {
            "",
            "Files are JSON Lines, also .gz; a line that cannot be played is counted with its reason.",
            "Exit code: 0 all is well, 1 an invariant, a recount or a step of the story is broken, 2 wrong options, 3 a service or file is not there."
        })
public final class Demo implements Callable<Integer> {
    @Option(names = "--orders", paramLabel = "FILE", description = "Orders, posted to order-service; may be repeated.")
    private List<Path> orders = List.of();

    @Option(
            names = "--stock",
            paramLabel = "FILE",
            description =
                    "Stock records: received, counted, adjusted, stocked-out, inbound-…; may be repeated. What the stages take and no file receives is booked as opening stock.")
    private List<Path> stock = List.of();

    @Option(
            names = "--stages",
            paramLabel = "FILE",
            description =
                    "What the warehouse did with orders or items: picking, packed, shipped, delivered, failed deliveries; may be repeated.")
    private List<Path> stages = List.of();

    @Option(
            names = "--speed",
            paramLabel = "N|max",
            defaultValue = "max",
            converter = Speed.class,
            description = "How many times faster than the clock. Default: ${DEFAULT-VALUE}.")
    private double speed = Double.POSITIVE_INFINITY;

    @Option(
            names = "--channel",
            paramLabel = "NAME",
            description = "The channel of the orders. Default: the folder of the first file.")
    private @Nullable String channel;

    @Option(
            names = "--country",
            paramLabel = "CC",
            description = "Where orders go that name no country. Default: the home of their currency (EUR: DE).")
    private @Nullable String country;

    @ArgGroup(validate = false, heading = "%nWhere the services are:%n")
    private Places places = new Places();

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    private boolean help;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String... arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** Answers exit codes and never throws: what is wrong is said on its error stream. */
    public static CommandLine commandLine() {
        return new CommandLine(new Demo()).setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof DoorException || exception instanceof MissingFile) {
                command.getErr().println(exception.getMessage());
                return 3;
            }
            throw exception;
        });
    }

    @Override
    public Integer call() throws Exception {
        var files = orders.size() + stock.size() + stages.size();
        if (files == 0 && command().getParseResult().hasMatchedOption("--speed")) {
            throw new ParameterException(command(), "--speed needs --orders, --stock or --stages");
        }
        check(orders);
        check(stock);
        check(stages);
        if (!places.areReady(command().getErr())) {
            return 3;
        }
        return files == 0
                ? new Story(places, System.out).tell()
                : new ReplayRun(places, orders, stock, stages, channel(), country, speed, System.out).play();
    }

    private CommandLine command() {
        return Objects.requireNonNull(spec).commandLine();
    }

    private static void check(List<Path> files) {
        for (var file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new MissingFile("cannot read " + file + ": "
                        + (Files.isDirectory(file) ? "it is a folder" : "there is no such file"));
            }
        }
    }

    private String channel() {
        if (channel != null) {
            return channel;
        }
        var first = !orders.isEmpty() ? orders.getFirst() : !stock.isEmpty() ? stock.getFirst() : stages.getFirst();
        var folder = first.toAbsolutePath().normalize().getParent();
        var name = folder == null ? null : folder.getFileName();
        return name == null ? "demo" : name.toString();
    }

    private static final class MissingFile extends RuntimeException {
        MissingFile(String message) {
            super(message);
        }
    }

    private static final class Speed implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            if (value.equals("max")) {
                return Double.POSITIVE_INFINITY;
            }
            try {
                var speed = Double.parseDouble(value);
                if (speed > 0) {
                    return speed;
                }
            } catch (NumberFormatException notANumber) {
                throw new CommandLine.TypeConversionException("'" + value + "' is neither a number nor max");
            }
            throw new CommandLine.TypeConversionException("'" + value + "' is not above 0");
        }
    }
}
