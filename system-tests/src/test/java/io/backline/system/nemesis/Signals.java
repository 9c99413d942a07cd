package io.backline.system.nemesis;

import java.io.IOException;

/** What the operating system does to a process, by its number. */
final class Signals {
    static final String FREEZE = "-STOP";
    static final String THAW = "-CONT";
    static final String END_AT_ONCE = "-QUIT";

    private Signals() {}

    static void send(String signal, long pid) throws IOException, InterruptedException {
        var exit =
                new ProcessBuilder("kill", signal, String.valueOf(pid)).start().waitFor();
        if (exit != 0) {
            throw new IOException("kill " + signal + " " + pid + " ended with " + exit);
        }
    }
}
