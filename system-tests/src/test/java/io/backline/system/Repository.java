package io.backline.system;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sources and the packaged services lie. */
public final class Repository {
    private Repository() {}

    public static Path root() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("system-tests"))) {
            folder = folder.getParent();
            if (folder == null) {
                throw new IllegalStateException(
                        "not inside the repository: " + Path.of("").toAbsolutePath());
            }
        }
        return folder;
    }

    /** Real data beside the repository, if somebody put it there. */
    static Path data(String file) {
        return root().resolve("../shared/data").resolve(file).normalize();
    }
}
