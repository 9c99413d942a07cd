package io.backline.notification.notice;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happened to one notice, as it stands. */
record Notice(
        UUID noticeId,
        UUID orderId,
        String customerId,
        NoticeKind kind,
        NoticeState state,
        Instant at,
        @Nullable Instant sentAt,
        @Nullable String failure) {

    /** One whose words may still change, until its quiet time is over. */
    record Unsettled(UUID noticeId, UUID orderId, String customerId, NoticeKind kind, Instant at, Instant dueAt) {
        Unsettled kind(NoticeKind kind) {
            return new Unsettled(noticeId, orderId, customerId, kind, at, dueAt);
        }
    }

    /** One whose words stand, with the notices of the same order before it, oldest first. */
    record Settled(UUID noticeId, News news, List<UUID> earlier) {}

    /** One that is this sender's alone for a while. */
    record Claimed(
            UUID noticeId,
            UUID orderId,
            String customerId,
            String externalId,
            News news,
            List<UUID> earlier,
            Instant settledAt,
            int attempts) {}

    /** When an earlier notice of an order was settled. */
    record Earlier(UUID noticeId, Instant settledAt) {}
}
