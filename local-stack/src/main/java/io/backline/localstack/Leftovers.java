package io.backline.localstack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends what a stack left behind when its supervisor was killed. A process is ours by its command line, not by a number in a file. */
public final class Leftovers {
    private static final int PATIENCE_SECONDS = 20;

    private Leftovers() {}

    /** The database last, so that nobody writes into one that is closing. */
    public static List<ProcessHandle> end(DataFolder data) throws IOException, InterruptedException {
        var ended = new ArrayList<>(data.javaProcesses());
        ended.remove(ProcessHandle.current());
        ended.forEach(ProcessHandle::destroy);
        for (var process : ended) {
            awaitEnd(process);
        }
        var postgres = PostgresServer.processOn(data);
        if (postgres.isPresent()) {
            PostgresServer.interrupt(postgres.get());
            awaitEnd(postgres.get());
            ended.add(postgres.get());
        }
        return ended;
    }

    private static void awaitEnd(ProcessHandle process) throws InterruptedException {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
    }
}
