package io.backline.system.nemesis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where broker and database keep their data: on small file systems of their own where we may mount them, so that they can run full.
 * Logs lie elsewhere: they are read after a disk was full.
 */
final class Disks {
    private static final long MOST_KIB = 6 << 20;
    /** PostgreSQL keeps up to 2 GB of its log. */
    private static final long LEAST_KIB = 3 << 20;

    private static final int BALLAST = 1_000_000;
    private static final int TRIES = 20;

    private final Path ofBroker;
    private final Path ofDatabase;
    private final boolean canFill;
    private final String size;

    private Disks(Path ofBroker, Path ofDatabase, boolean canFill, String size) {
        this.ofBroker = ofBroker;
        this.ofDatabase = ofDatabase;
        this.canFill = canFill;
        this.size = size;
    }

    static Disks below(Path folder) throws IOException, InterruptedException {
        var broker = Files.createDirectories(folder.resolve("broker"));
        var database = Files.createDirectories(folder.resolve("database"));
        // PostgreSQL may not run as root, and its files must be within reach of whom it runs as.
        if (!folder.toFile().setExecutable(true, false)) {
            throw new IOException("nobody else can be let into " + folder);
        }
        var kib = Math.min(MOST_KIB, availableKib() / 4);
        var size = "size=" + kib + "k";
        var mounted = kib >= LEAST_KIB && mount(broker, size) && mount(database, size);
        if (!mounted) {
            System.out.println("Nemesis: no full disks, as only root can mount file systems, and in plenty of memory.");
            unmount(broker);
            unmount(database);
        }
        var logs = Files.createDirectories(folder.resolve("logs"));
        Files.createSymbolicLink(broker.resolve("logs"), logs);
        Files.createSymbolicLink(database.resolve("logs"), logs);
        return new Disks(broker, database, mounted, size);
    }

    /** None where nobody says. */
    private static long availableKib() throws IOException {
        var memory = Path.of("/proc/meminfo");
        if (!Files.exists(memory)) {
            return 0;
        }
        try (var lines = Files.lines(memory)) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    private static boolean mount(Path folder, String size) throws IOException, InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", size, "nemesis", folder.toString());
    }

    private static boolean unmount(Path folder) throws IOException, InterruptedException {
        return run("umount", "-l", folder.toString());
    }

    Path ofBroker() {
        return ofBroker;
    }

    Path ofDatabase() {
        return ofDatabase;
    }

    boolean canFill() {
        return canFill;
    }

    /** To the last byte. */
    void fill(Path disk) throws IOException, InterruptedException {
        shrinkToWhatIsUsed(disk);
        try {
            Files.write(disk.resolve("ballast"), new byte[2 * BALLAST]);
        } catch (IOException full) {
            return;
        }
        throw new IOException("there is still room on " + disk);
    }

    /** More may be used by the time that it is asked for. */
    private static void shrinkToWhatIsUsed(Path disk) throws IOException, InterruptedException {
        for (var tries = 0; tries < TRIES; tries++) {
            var store = Files.getFileStore(disk);
            if (resize(disk, "size=" + (store.getTotalSpace() - store.getUsableSpace() + BALLAST))) {
                return;
            }
        }
        throw new IOException("could not be made smaller: " + disk);
    }

    void free(Path disk) throws IOException, InterruptedException {
        Files.deleteIfExists(disk.resolve("ballast"));
        if (!resize(disk, size)) {
            throw new IOException("could not be made larger again: " + disk);
        }
    }

    private static boolean resize(Path disk, String size) throws IOException, InterruptedException {
        return run("mount", "-o", "remount," + size, disk.toString());
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    void unmount() throws IOException, InterruptedException {
        if (canFill) {
            for (var disk : List.of(ofBroker, ofDatabase)) {
                unmount(disk);
            }
        }
    }
}
