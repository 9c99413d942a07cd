package io.backline.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;

/**
 * What a transaction writes: kept until it ends, or until its batch of messages is done, and sent in one round trip then, in the order in which it was added.
 * So a transaction reads first and writes last; what it reads after that is as it was before.
 */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class Writes {
    private final Pending pending;

    Writes(Pending pending) {
        this.pending = pending;
    }

    /** Without rows there is nothing to write. */
    public <T> Rows<RoundTrip.Statement, T> add(String sql, Collection<T> rows) {
        return pending.rows().writes().add(sql, rows);
    }
}
