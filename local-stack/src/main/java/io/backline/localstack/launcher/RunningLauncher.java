package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import java.io.IOException;
import java.util.Optional;

/** The process of another shell that holds a data folder. */
final class RunningLauncher {
    private RunningLauncher() {}

    /** The written pid counts only if that process is a launcher: numbers are used again. */
    static Optional<ProcessHandle> on(DataFolder data) throws IOException {
        return new ProcessList(data)
                .read().stream()
                        .filter(row -> row.name().equals(ProcessList.LAUNCHER))
                        .findFirst()
                        .flatMap(row -> ProcessHandle.of(row.pid()))
                        .filter(process ->
                                process.info().commandLine().orElse("").contains(Backline.class.getName()));
    }
}
