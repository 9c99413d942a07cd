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
    private static final String SIZE = "size=6g";
    private static final int BALLAST = 1_000_000;

    private final Path ofBroker;
    private final Path ofDatabase;
    private final boolean canFill;

    private Disks(Path ofBroker, Path ofDatabase, boolean canFill) {
        this.ofBroker = ofBroker;
        this.ofDatabase = ofDatabase;
        this.canFill = canFill;
    }

    static Disks below(Path folder) throws IOException, InterruptedException {
        var broker = Files.createDirectories(folder.resolve("broker"));
        var database = Files.createDirectories(folder.resolve("database"));
        var mounted = mount(broker) && mount(database);
        if (!mounted) {
            System.out.println("Nemesis: no full disks, as file systems can be mounted by root only.");
            unmount(broker);
            unmount(database);
        }
        var logs = Files.createDirectories(folder.resolve("logs"));
        Files.createSymbolicLink(broker.resolve("logs"), logs);
        Files.createSymbolicLink(database.resolve("logs"), logs);
        return new Disks(broker, database, mounted);
    }

    private static boolean mount(Path folder) throws IOException, InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", SIZE, "nemesis", folder.toString());
    }

    private static boolean unmount(Path folder) throws IOException, InterruptedException {
        return run("umount", "--lazy", folder.toString());
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
        var store = Files.getFileStore(disk);
        resize(disk, "size=" + (store.getTotalSpace() - store.getUsableSpace() + BALLAST));
        try {
            Files.write(disk.resolve("ballast"), new byte[2 * BALLAST]);
        } catch (IOException full) {
            return;
        }
        throw new IOException("there is still room on " + disk);
    }

    void free(Path disk) throws IOException, InterruptedException {
        Files.delete(disk.resolve("ballast"));
        resize(disk, SIZE);
    }

    private static void resize(Path disk, String size) throws IOException, InterruptedException {
        if (!run("mount", "-o", "remount," + size, disk.toString())) {
            throw new IOException("could not be remounted with " + size + ": " + disk);
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    void unmount() throws IOException, InterruptedException {
        if (canFill) {
            for (var disk : List.of(ofBroker, ofDatabase)) {
                unmount(disk);
            }
        }
    }
}
