package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** What the launcher writes down of its processes, for {@code ./backline status} and {@code stop} in another shell. */
final class ProcessList {
    static final String LAUNCHER = "launcher";

    private final Path file;

    ProcessList(DataFolder data) {
        this.file = data.root().resolve("processes.tsv");
    }

    /** {@code pid} is 0 while there is no process. */
    record Row(String name, long pid, int port, String state, int restarts, Instant since) {
        boolean isReady() {
            return state.equals(Supervised.State.READY.name());
        }

        Row withState(String other) {
            return new Row(name, pid, port, other, restarts, since);
        }

        private static Row read(String line) {
            var cells = line.split("\t");
            return new Row(
                    cells[0],
                    Long.parseLong(cells[1]),
                    Integer.parseInt(cells[2]),
                    cells[3],
                    Integer.parseInt(cells[4]),
                    Instant.parse(cells[5]));
        }

        private String line() {
            return String.join(
                    "\t",
                    name,
                    String.valueOf(pid),
                    String.valueOf(port),
                    state,
                    String.valueOf(restarts),
                    since.toString());
        }
    }

    synchronized void write(List<Row> rows) {
        try {
            var unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(unfinished, rows.stream().map(Row::line).collect(Collectors.joining("\n")));
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Row> read() throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Row::read).toList()
                : List.of();
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
