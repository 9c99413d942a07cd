package io.backline.messaging;

import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jdbi.v3.core.HandleScope;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.extension.HandleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One handle for all statements of a transaction: to ask the pool for the transaction's connection, and to copy JDBI's settings, for each of a dozen
 * statements takes a tenth of what the batch takes. Outside a transaction each {@code withHandle} has its own; in one that is over, as its time was up, there
 * is none, so that nobody goes on and commits each statement by itself.
 */
final class HandleOfTransaction implements HandleScope {
    private static final Object KEY = new Object();

    private final Jdbi jdbi;
    private final TransactionSynchronizationRegistry transaction;
    private final HandleScope outside = HandleScope.threadLocal();

    HandleOfTransaction(Jdbi jdbi, TransactionSynchronizationRegistry transaction) {
        this.jdbi = jdbi;
        this.transaction = transaction;
    }

    @Override
    public @Nullable HandleSupplier get() {
        return switch (transaction.getTransactionStatus()) {
            case Status.STATUS_NO_TRANSACTION -> outside.get();
            case Status.STATUS_ACTIVE -> ofThisOne().get();
            default -> throw new IllegalStateException("the transaction is over");
        };
    }

    @Override
    public void set(HandleSupplier handle) {
        outside.set(handle);
    }

    @Override
    public void clear() {
        outside.clear();
    }

    /** What is written at the end of the transaction, by others who wait for it, needs another. */
    private Open ofThisOne() {
        var open = (Open) transaction.getResource(KEY);
        if (open == null || open.isClosed()) {
            open = new Open();
            transaction.registerInterposedSynchronization(open);
            transaction.putResource(KEY, open);
        }
        return open;
    }

    /** Closed before the commit, as the pool warns of connections that are left to it; after a rollback, which may come from another thread. */
    private final class Open implements HandleScope, Synchronization {
        private @Nullable HandleSupplier handle;
        private boolean closed;

        synchronized boolean isClosed() {
            return closed;
        }

        @Override
        public synchronized @Nullable HandleSupplier get() {
            if (closed) {
                throw new IllegalStateException("the transaction is over");
            }
            if (handle == null) {
                set(jdbi.open());
            }
            return handle;
        }

        @Override
        public synchronized void set(HandleSupplier opened) {
            handle = opened;
        }

        @Override
        public synchronized void clear() {
            closed = true;
            if (handle != null) {
                handle.getHandle().close();
            }
        }

        @Override
        public void beforeCompletion() {
            clear();
        }

        @Override
        public void afterCompletion(int status) {
            clear();
        }
    }
}
