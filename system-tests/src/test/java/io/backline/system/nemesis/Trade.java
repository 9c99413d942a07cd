package io.backline.system.nemesis;

import io.backline.demo.invariant.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What goes on all the time: some 50 orders a second, and the warehouse that serves them. */
final class Trade {
    private static final Duration AN_ORDER = Duration.ofMillis(20);
    private static final Duration A_RECEIPT = Duration.ofMillis(80);
    private static final int AT_ONCE = 50;

    private final List<String> surprises = Collections.synchronizedList(new ArrayList<>());
    private final Courier courier;
    private final Doors orderDoors;
    private final Customers customers;
    private final Warehouse warehouse;
    private final Semaphore room = new Semaphore(AT_ONCE);
    private volatile boolean open;
    private volatile boolean closed;

    Trade(Site site) {
        var catalogue = new Catalogue();
        courier = new Courier(site.kafka());
        orderDoors = new Doors(site.replicasOf(Store.ORDER));
        customers = new Customers(orderDoors, catalogue, surprises);
        warehouse = new Warehouse(site, courier, catalogue, surprises);
    }

    private interface Deed {
        void done() throws InterruptedException;
    }

    void begin() {
        warehouse.open();
        Thread.ofPlatform().name("customers").start(() -> repeat(AN_ORDER, customers::order));
        Thread.ofPlatform().name("warehouse").start(() -> repeat(A_RECEIPT, warehouse::receive));
    }

    /** Begins one more each time, whether or not those before are done; waits only when very many are not. */
    private void repeat(Duration every, Deed deed) {
        while (!closed) {
            LockSupport.parkNanos(every.toNanos());
            if (open && room.tryAcquire()) {
                Thread.ofVirtual().start(() -> {
                    try {
                        deed.done();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException failed) {
                        surprises.add(failed.toString());
                    } finally {
                        room.release();
                    }
                });
            }
        }
    }

    void open() {
        warehouse.isWorking(true);
        open = true;
    }

    /** Nothing new begins; returns when all that began was answered. */
    void pause(Duration patience) throws InterruptedException {
        open = false;
        warehouse.isWorking(false);
        if (!room.tryAcquire(AT_ONCE, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException(AT_ONCE - room.availablePermits() + " requests were not answered in "
                    + patience.toSeconds() + " s");
        }
        room.release(AT_ONCE);
        courier.flush();
    }

    Courier courier() {
        return courier;
    }

    Customers customers() {
        return customers;
    }

    Warehouse warehouse() {
        return warehouse;
    }

    long repeatedRequests() {
        return orderDoors.failures();
    }

    /** Answers that nobody should ever get. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    void end() {
        open = false;
        closed = true;
        warehouse.close();
        courier.close();
    }
}
