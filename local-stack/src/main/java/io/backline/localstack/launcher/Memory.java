package io.backline.localstack.launcher;

import java.io.IOException;

/** The resident memory of a process, as {@code ps} tells on Linux and macOS. */
final class Memory {
    private Memory() {}

    static String of(long pid) {
        if (pid == 0) {
            return "-";
        }
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(pid)).start();
            var kilobytes = new String(ps.getInputStream().readAllBytes()).strip();
            return kilobytes.isEmpty() ? "-" : Long.parseLong(kilobytes) / 1024 + " MB";
        } catch (IOException e) {
            return "?";
        }
    }
}
