package io.backline.localstack;

import java.io.IOException;

/** One server of the stack, as a process of its own that can be started again on the same data. */
public interface Server {
    String name();

    int port();

    /** Starts the process; it need not be ready yet. The first start of all also lays out the data folder. */
    Process start() throws IOException, InterruptedException;

    boolean isReady();

    /** Asks the process to end in its cleanest way. */
    default void askToStop(Process process) {
        process.destroy();
    }
}
