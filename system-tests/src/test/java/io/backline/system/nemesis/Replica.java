package io.backline.system.nemesis;

import io.backline.demo.invariant.Store;
import io.backline.system.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One of two processes of a service, and its ways to what it needs. It is started again when it ends, unless it is held down. */
final class Replica {
    private final Store service;
    private final ServiceProcess process;
    private final Wires wires;
    private boolean held;
    private boolean ended;
    private int starts;

    Replica(Store service, ServiceProcess process, Wires wires) {
        this.service = service;
        this.process = process;
        this.wires = wires;
    }

    /** Only notification-service has a way to the mail server. */
    record Wires(Wire database, Wire broker, @Nullable Wire mail) {}

    Store service() {
        return service;
    }

    Wires wires() {
        return wires;
    }

    URI url() {
        return process.url();
    }

    boolean isReady() {
        return process.isReady();
    }

    int readiness() {
        return process.readiness();
    }

    int liveness() {
        return process.liveness();
    }

    synchronized int starts() {
        return starts;
    }

    /** What launchers and Kubernetes do all the time. */
    synchronized void keepRunning() {
        if (!held && !ended && !process.isAlive()) {
            starts++;
            process.start();
        }
    }

    synchronized void kill() {
        process.kill();
    }

    /** For good. */
    synchronized void end() {
        ended = true;
        process.kill();
    }

    /** Says goodbye to its consumer groups, as in a rolling update. */
    synchronized void retire() {
        process.stop();
    }

    /** Retires and stays away. */
    synchronized void standDown() {
        held = true;
        process.stop();
    }

    synchronized void letGo() {
        held = false;
        keepRunning();
    }

    synchronized void freeze() throws IOException, InterruptedException {
        Signals.send(Signals.FREEZE, process.pid());
    }

    synchronized void thaw() throws IOException, InterruptedException {
        Signals.send(Signals.THAW, process.pid());
    }

    synchronized long pid() {
        return process.pid();
    }

    @Override
    public String toString() {
        return service.service() + " at " + url();
    }
}
