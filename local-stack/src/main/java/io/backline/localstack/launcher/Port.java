package io.backline.localstack.launcher;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A port that something will listen on, and the option by which another one is chosen. */
record Port(String user, int number, String option) {
    private static final int LONGEST_COMMAND = 120;

    /** Why these ports cannot be used, one sentence each; empty if they can. */
    static List<String> clashes(List<Port> ports) {
        var clashes = new ArrayList<String>();
        for (var port : ports) {
            ports.stream()
                    .filter(other -> other.number == port.number && ports.indexOf(other) < ports.indexOf(port))
                    .findFirst()
                    .ifPresent(other -> clashes.add("%s and %s both want port %d. %s"
                            .formatted(other.user, port.user, port.number, port.advice())));
            if (port.isTaken()) {
                clashes.add(
                        "port %d of %s is taken%s. %s".formatted(port.number, port.user, port.taker(), port.advice()));
            }
        }
        return clashes;
    }

    private boolean isTaken() {
        try (var socket = new ServerSocket(number)) {
            return !socket.isBound();
        } catch (IOException e) {
            return true;
        }
    }

    private String taker() {
        return PortOwner.of(number)
                .map(process -> " by pid " + process.pid() + " ("
                        + shortened(process.info().commandLine().orElse("unknown command")) + ")")
                .orElse("");
    }

    private static String shortened(String command) {
        return command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "…" : command;
    }

    private String advice() {
        var variable = "BACKLINE_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
        var another = number < 50_000 ? number + 10_000 : number - 10_000;
        return "Choose another: %s %d, or %s=%d".formatted(option, another, variable, another);
    }
}
