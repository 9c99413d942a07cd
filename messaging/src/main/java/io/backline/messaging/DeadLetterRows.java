package io.backline.messaging;

import io.backline.web.Cursor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The dead letters of this service as operators deal with them. */
@ApplicationScoped
public class DeadLetterRows {
    private final Jdbi jdbi;
    private final Outbox outbox;

    DeadLetterRows(Jdbi jdbi, Outbox outbox) {
        this.jdbi = jdbi;
        this.outbox = outbox;
    }

    public List<DeadLetterView> newest(
            @Nullable String topic, @Nullable Outcome outcome, @Nullable Cursor after, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, topic, partition, "offset", outcome, field, reason, at, replayed_at, key from dead_letter
                        where (:topic::text is null or topic = :topic) and (:outcome::text is null or outcome = :outcome)
                            and (:after::uuid is null or id < :after::uuid)
                        order by id desc limit :limit
                        """)
                .bind("topic", topic)
                .bind("outcome", outcome == null ? null : outcome.name())
                .bind("after", after == null ? null : after.uuid(0))
                .bind("limit", limit)
                .map((row, context) -> DeadLetterView.listed(row))
                .list());
    }

    public Optional<DeadLetterView> find(UUID id) {
        return jdbi.withHandle(handle -> handle.createQuery("select * from dead_letter where id = :id")
                .bind("id", id)
                .map((row, context) -> DeadLetterView.whole(row))
                .findOne());
    }

    /** Sends the message to its topic once more, byte for byte, however often this is asked. */
    public Optional<DeadLetterView> replay(UUID id) {
        var raw = jdbi.withHandle(handle -> handle.createQuery("""
                        update dead_letter set replayed_at = clock_timestamp() where id = :id and replayed_at is null
                        returning *
                        """)
                .bind("id", id)
                .map((row, context) -> RawMessage.of(row))
                .findOne());
        raw.ifPresent(outbox::addAgain);
        return find(id);
    }
}
