package io.backline.messaging;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Does a batch in one transaction, whatever it takes. What fails for a reason that passes is tried again until it works; what fails for good is halved until
 * the one that is broken stands alone. The order of the batch is kept.
 */
@Singleton
class Attempts {
    private static final Logger LOG = Logger.getLogger(Attempts.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int TRIES_BEFORE_HALVING = 5;
    private static final int TRIES_OF_A_BROKEN_ONE = 2;

    private final TransactionManager transactions;
    private final Batches batches;
    private final Duration timeout;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<Thread, Instant> waiting = new ConcurrentHashMap<>();

    Attempts(
            TransactionManager transactions,
            Batches batches,
            @ConfigProperty(name = "backline.inbox.transaction-timeout", defaultValue = "60s") Duration timeout) {
        this.transactions = transactions;
        this.batches = batches;
        this.timeout = timeout;
    }

    /** Since when the batch that waits longest could not be done, if any waits. */
    Optional<Instant> waitingSince() {
        return waiting.values().stream().min(Instant::compareTo);
    }

    /**
     * Both {@code work} and {@code putAside} run in a transaction of their own; {@code putAside} gets the one item that cannot be done, and why.
     */
    <T> void inTransactions(List<T> part, Consumer<List<T>> work, BiConsumer<T, Throwable> putAside) {
        if (part.isEmpty()) {
            return;
        }
        try {
            persistently(part.size(), () -> work.accept(part));
        } catch (Hopeless hopeless) {
            if (part.size() == 1) {
                untilDone(() -> putAside.accept(part.getFirst(), hopeless.why));
                return;
            }
            var half = part.size() / 2;
            inTransactions(part.subList(0, half), work, putAside);
            inTransactions(part.subList(half, part.size()), work, putAside);
        }
    }

    private void persistently(int size, Runnable work) throws Hopeless {
        for (var tries = 1; ; tries++) {
            var started = System.nanoTime();
            try {
                inTransaction(work);
                waiting.remove(Thread.currentThread());
                return;
            } catch (Throwable failure) {
                var timedOut = System.nanoTime() - started >= timeout.toNanos();
                if (isHopeless(failure, timedOut, size, tries)) {
                    waiting.remove(Thread.currentThread());
                    throw new Hopeless(failure);
                }
                pause(tries, failure);
            }
        }
    }

    private static boolean isHopeless(Throwable failure, boolean timedOut, int size, int tries) {
        if (timedOut) {
            return size > 1;
        }
        return switch (Trouble.of(failure)) {
            case AWAY -> false;
            case CONTENDED -> size > 1 && tries >= TRIES_BEFORE_HALVING;
            case BROKEN -> size > 1 || failure instanceof Refused || tries >= TRIES_OF_A_BROKEN_ONE;
        };
    }

    /** To put something aside never fails for good: it would be lost. */
    private void untilDone(Runnable putAside) {
        for (var tries = 1; ; tries++) {
            try {
                inTransaction(putAside);
                waiting.remove(Thread.currentThread());
                return;
            } catch (Throwable failure) {
                pause(tries, failure);
            }
        }
    }

    private void inTransaction(Runnable work)
            throws SystemException, NotSupportedException, HeuristicRollbackException, HeuristicMixedException,
                    RollbackException {
        try {
            transactions.setTransactionTimeout((int) timeout.toSeconds());
            transactions.begin();
            runOrRollBack(work);
            transactions.commit();
        } finally {
            batches.signOfLife();
        }
    }

    private void runOrRollBack(Runnable work) throws SystemException {
        try {
            work.run();
        } catch (Throwable failure) {
            rollBack(failure);
            throw failure;
        } finally {
            transactions.setTransactionTimeout(0);
        }
    }

    private void rollBack(Throwable failure) {
        try {
            transactions.rollback();
        } catch (SystemException | RuntimeException alreadyGone) {
            failure.addSuppressed(alreadyGone);
        }
    }

    /** Waits longer each time, up to a few seconds; ends with an exception when the process ends, so that nobody takes the batch for done. */
    private void pause(int tries, Throwable failure) {
        waiting.putIfAbsent(Thread.currentThread(), Instant.now());
        var longest = Math.min(LONGEST_PAUSE.toMillis(), SHORTEST_PAUSE.toMillis() << Math.min(tries, 10));
        var pause = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
        if (tries == 1) {
            LOG.infof("trying again in %d ms: %s", pause, failure);
        } else {
            LOG.warnf(failure, "trying again in %d ms after %d tries", pause, tries);
        }
        try {
            if (!stopping.await(pause, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        waiting.remove(Thread.currentThread());
        throw new IllegalStateException("stopped before the batch was done; it comes again", failure);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /** Trying the same again would not help. */
    private static final class Hopeless extends Exception {
        private final Throwable why;

        Hopeless(Throwable why) {
            super(null, why, false, false);
            this.why = why;
        }
    }
}
