package io.backline.localstack.launcher;

import io.backline.localstack.DataFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The right to run on a data folder. The operating system takes it back when its holder ends, however that happens. */
final class Claim implements AutoCloseable {
    private static final int ATTEMPTS = 5;

    private final FileChannel file;

    private Claim(FileChannel file) {
        this.file = file;
    }

    /** Empty if somebody runs on it. Tries more than once, as a look from another shell holds it for a moment. */
    static Optional<Claim> on(DataFolder data) throws IOException, InterruptedException {
        Files.createDirectories(data.root());
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            var claim = tryOnce(data);
            if (claim.isPresent()) {
                return claim;
            }
            Thread.sleep(50);
        }
        return Optional.empty();
    }

    private static Optional<Claim> tryOnce(DataFolder data) throws IOException {
        var file = FileChannel.open(data.root().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (file.tryLock() != null) {
            return Optional.of(new Claim(file));
        }
        file.close();
        return Optional.empty();
    }

    static boolean isTaken(DataFolder data) throws IOException {
        if (!Files.exists(data.root().resolve("lock"))) {
            return false;
        }
        var claim = tryOnce(data);
        if (claim.isPresent()) {
            claim.get().close();
        }
        return claim.isEmpty();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
