package io.backline.localstack;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs for this machine, unpacked from the jar on first use. */
final class PostgresBinaries {
    private static final List<String> NAMESPACE = List.of("unshare", "--user");
    private static final List<String> NOBODY = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

    private PostgresBinaries() {}

    /** The command line of one program. */
    static List<String> command(String program, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(withoutRoot());
        command.add(unpacked().resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * PostgreSQL refuses to be root. In a user namespace without a mapping root is nobody, yet still may use its own files;
     * where namespaces are forbidden, as in many containers, it really becomes nobody.
     */
    private static List<String> withoutRoot() throws IOException, InterruptedException {
        if (!System.getProperty("user.name").equals("root")) {
            return List.of();
        }
        for (var way : List.of(NAMESPACE, NOBODY)) {
            if (succeeds(way)) {
                return way;
            }
        }
        throw new IOException("PostgreSQL does not run as root, and neither unshare nor setpriv can change that here:"
                + " start Backline as an ordinary user");
    }

    /** Makes an empty folder for its data. */
    static void makeFolder(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (withoutRoot().equals(NOBODY)) {
            Files.setAttribute(folder, "unix:uid", 65534);
        }
    }

    private static boolean succeeds(List<String> prefix) throws InterruptedException {
        var command = new ArrayList<>(prefix);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static Path unpacked() throws IOException {
        var home = Installation.postgres();
        if (Files.exists(home)) {
            return home;
        }
        var unfinished = Files.createTempDirectory(Files.createDirectories(home.getParent()), "postgres-");
        unfinished.toFile().setExecutable(true, false);
        unfinished.toFile().setReadable(true, false);
        unpack(unfinished);
        try {
            Files.move(unfinished, home);
        } catch (FileSystemException e) {
            new DataFolder(unfinished).delete(); // somebody else was faster
            if (!Files.exists(home)) {
                throw e;
            }
        }
        return home;
    }

    private static void unpack(Path folder) throws IOException {
        try (var libraries = Installation.libraries();
                var archive = libraries.getResourceAsStream(archiveName())) {
            if (archive == null) {
                throw new IOException("there is no embedded PostgreSQL for this machine: " + archiveName());
            }
            var tar = new TarArchiveInputStream(new XZInputStream(archive));
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static String archiveName() {
        var linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
        var arm = System.getProperty("os.arch").equals("aarch64");
        return "postgres-%s-%s.txz".formatted(linux ? "linux" : "darwin", arm ? "arm_64" : "x86_64");
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path to) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(to);
            return;
        }
        Files.createDirectories(to.resolveSibling(".").normalize());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, to);
            var executable = (entry.getMode() & 0100) != 0;
            to.toFile().setExecutable(executable, false);
        }
    }
}
