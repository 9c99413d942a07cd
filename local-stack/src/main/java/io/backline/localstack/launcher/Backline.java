package io.backline.localstack.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The part of {@code ./backline} that needs everything to be built. */
@Command(
        name = "backline",
        subcommands = {
            StartCommand.class,
            StopCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            BenchCommand.class,
            DevCommand.class,
            RunningCommand.class
        })
final class Backline {
    private Backline() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Backline())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(Backline::explain);
    }

    private static int explain(Exception exception, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (exception instanceof StartFailed failed) {
            System.err.println(failed.getMessage());
            return 1;
        }
        throw exception;
    }
}
