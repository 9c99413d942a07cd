package io.backline.notification.notice;

import io.backline.notification.mail.OutgoingMail;
import java.util.Map;
import java.util.UUID;

/** A mail as it was handed over, kept as evidence until the customer is erased. */
record SentMail(
        UUID noticeId,
        String customerId,
        String recipient,
        String subject,
        String text,
        String html,
        Map<String, String> headers) {

    static SentMail of(OutgoingMail mail, String customerId) {
        return new SentMail(
                mail.id(), customerId, mail.to().value(), mail.subject(), mail.text(), mail.html(), mail.headers());
    }

    /** Says nothing of what is in it or for whom. */
    @Override
    public String toString() {
        return "sent mail " + noticeId;
    }
}
