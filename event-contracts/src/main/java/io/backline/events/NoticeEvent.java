package io.backline.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import io.backline.events.NoticeEvent.CustomerChose;
import io.backline.events.NoticeEvent.NoticeFailed;
import io.backline.events.NoticeEvent.NoticeSent;
import java.time.Instant;
import java.util.UUID;

/** What notification-service told a customer, keyed by order id. */
@JsonSubTypes({
    @Type(name = "NoticeSent", value = NoticeSent.class),
    @Type(name = "NoticeFailed", value = NoticeFailed.class),
    @Type(name = "CustomerChose", value = CustomerChose.class),
})
public sealed interface NoticeEvent {
    UUID orderId();

    record NoticeSent(UUID orderId, UUID noticeId, String kind, Instant sentAt) implements NoticeEvent {}

    record NoticeFailed(UUID orderId, UUID noticeId, String kind, String failure) implements NoticeEvent {}

    record CustomerChose(UUID orderId, UUID noticeId, String choice, Instant chosenAt) implements NoticeEvent {}

    /** A type that a newer writer may know. */
    record Unknown(String type) implements NoticeEvent {
        @Override
        public UUID orderId() {
            throw new IllegalStateException("an unknown event has no key: " + type);
        }
    }
}
