package io.backline.notification.notice;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A notice as operators and shops see it. */
record NoticeView(
        UUID noticeId,
        UUID orderId,
        NoticeKind kind,
        NoticeState state,
        Instant at,
        @Nullable Instant sentAt,
        @Nullable String failure) {

    static NoticeView of(Notice notice) {
        return new NoticeView(
                notice.noticeId(),
                notice.orderId(),
                notice.kind(),
                notice.state(),
                notice.at(),
                notice.sentAt(),
                notice.failure());
    }

    /** The same with the mail, once one was handed over and unless the customer was erased since. */
    record Rendered(
            @JsonUnwrapped NoticeView notice, @Nullable MailView mail) {
        static Rendered of(Notice notice, @Nullable SentMail mail) {
            return new Rendered(NoticeView.of(notice), mail == null ? null : MailView.of(mail));
        }
    }

    /** A mail word for word. */
    record MailView(String recipient, String subject, String text, String html, Map<String, String> headers) {
        static MailView of(SentMail mail) {
            return new MailView(mail.recipient(), mail.subject(), mail.text(), mail.html(), mail.headers());
        }
    }
}
