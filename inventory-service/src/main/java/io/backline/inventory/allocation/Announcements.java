package io.backline.inventory.allocation;

import io.backline.messaging.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Hands what was decided to the outbox. The SKU's lock is held, so events leave in the order of decisions. */
@ApplicationScoped
class Announcements {
    private final Outbox outbox;

    Announcements(Outbox outbox) {
        this.outbox = outbox;
    }

    void make(List<Told<?>> told) {
        told.forEach(this::make);
    }

    private <E> void make(Told<E> told) {
        outbox.add(told.stream(), told.event(), told.at());
    }
}
