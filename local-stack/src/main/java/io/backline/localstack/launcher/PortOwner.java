package io.backline.localstack.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a port, as far as this user may see it. Linux only; elsewhere nobody is found. */
final class PortOwner {
    private static final String LISTENING = "0A";

    private PortOwner() {}

    static Optional<ProcessHandle> of(int port) {
        try {
            var sockets = Stream.concat(listening("/proc/net/tcp", port), listening("/proc/net/tcp6", port))
                    .map(inode -> "socket:[" + inode + "]")
                    .collect(Collectors.toSet());
            return ProcessHandle.allProcesses()
                    .filter(process -> holds(process, sockets))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The inodes of the listening sockets. Columns: number, local address (hex), remote, state, …, inode. */
    private static Stream<String> listening(String table, int port) throws IOException {
        if (!Files.exists(Path.of(table))) {
            return Stream.empty();
        }
        var suffix = ":%04X".formatted(port);
        return Files.readAllLines(Path.of(table)).stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[1].endsWith(suffix) && columns[3].equals(LISTENING))
                .map(columns -> columns[9]);
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (var file : files) {
                if (sockets.contains(Files.readSymbolicLink(file).toString())) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException e) {
            return false; // another user's process, or one that has just ended
        }
        return false;
    }
}
