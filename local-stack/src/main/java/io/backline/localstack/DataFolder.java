package io.backline.localstack;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The folder in which a stack keeps everything: a folder for each server's data, a log for each process. */
public record DataFolder(Path root) {
    private static final long LONG_LOG = 20_000_000;
    private static final int LAST_LINES = 20;

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    public Path of(String server) {
        return root.resolve(server);
    }

    public Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    /** For whoever wonders why a process does not start. */
    public String endOfLog(String process) throws IOException {
        var lines = Files.exists(log(process)) ? Files.readAllLines(log(process)) : List.<String>of();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** The start of a Java command line. Its mark comes first, so that a process shows which stack it belongs to. */
    public List<String> java(String... options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add(mark());
        command.addAll(List.of(options));
        return command;
    }

    private String mark() {
        return "-Dbackline.data=" + root;
    }

    /** Starts a process that writes to its own log; a long one is put aside first. */
    public Process start(String name, ProcessBuilder builder) throws IOException {
        Files.createDirectories(root.resolve("logs"));
        if (Files.exists(log(name)) && Files.size(log(name)) > LONG_LOG) {
            Files.move(log(name), log(name + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
                .start();
    }

    /** Java processes of this stack that are alive, whoever started them. */
    public List<ProcessHandle> javaProcesses() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> (line + " ").contains(" " + mark() + " "))
                        .isPresent())
                .toList();
    }

    /** Tolerates that somebody else deletes it at the same time. */
    public void delete() throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
