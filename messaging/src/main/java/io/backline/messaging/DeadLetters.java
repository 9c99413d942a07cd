package io.backline.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Messages that were not acted upon. They are kept byte for byte and can be replayed; nothing is dropped. */
@ApplicationScoped
@Transactional(TxType.MANDATORY)
public class DeadLetters {
    private final Pending pending;

    DeadLetters(Pending pending) {
        this.pending = pending;
    }

    /** This one contradicts what is, while the rest of its batch is fine. It has no effect, and may have one when it is replayed. */
    public void add(Message<?> message, Refused why) {
        keep(message, DeadLetter.of(message.raw(), Outcome.DEAD_LETTER, why.field(), why.reason()));
    }

    /** This one is understood, but is not for us. */
    public void setAside(Message<?> message, String reason) {
        keep(message, DeadLetter.of(message.raw(), Outcome.SET_ASIDE, null, reason));
    }

    private void keep(Message<?> message, DeadLetter deadLetter) {
        var rows = pending.rows();
        rows.forget(message.source(), message.id());
        rows.deadLetter(deadLetter);
    }
}
