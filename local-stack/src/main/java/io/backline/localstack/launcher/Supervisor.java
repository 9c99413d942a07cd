package io.backline.localstack.launcher;

import io.backline.localstack.Server;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Starts servers in stages, one stage when the one before is ready, and stops them the other way round. */
final class Supervisor {
    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    private final Duration patience;
    private final Consumer<String> tell;
    private final Consumer<List<ProcessList.Row>> changed;
    private final List<List<Supervised>> stages = new CopyOnWriteArrayList<>();
    private boolean stopped;

    Supervisor(Duration patience, Consumer<String> tell, Consumer<List<ProcessList.Row>> changed) {
        this.patience = patience;
        this.tell = tell;
        this.changed = changed;
    }

    void start(List<? extends Server> stage) throws InterruptedException, StartFailed {
        var starting = stage.stream()
                .map(server -> new Supervised(server, patience, tell, this::processesChanged))
                .toList();
        synchronized (this) {
            if (stopped) {
                throw new StartFailed("stopped before everything was started");
            }
            stages.add(starting);
            starting.forEach(Supervised::start);
        }
        for (var server : starting) {
            server.awaitReady(LONGEST_START);
        }
    }

    /** Servers of one stage end together; the stage they stand on ends after them. */
    synchronized void stop() {
        stopped = true;
        for (var stage : new ArrayList<>(stages).reversed()) {
            stage.forEach(Supervised::askToStop);
            stage.forEach(Supervised::awaitStop);
        }
        stages.clear();
    }

    private void processesChanged() {
        changed.accept(rows());
    }

    List<ProcessList.Row> rows() {
        return stages.stream().flatMap(List::stream).map(Supervised::row).toList();
    }
}
