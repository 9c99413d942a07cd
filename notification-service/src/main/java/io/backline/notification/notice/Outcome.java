package io.backline.notification.notice;

import io.backline.notification.notice.Notice.Claimed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What came of one attempt to send a notice. */
sealed interface Outcome {
    Claimed notice();

    record Sent(Claimed notice, SentMail mail, Instant at) implements Outcome {}

    /** It will never arrive; there is no mail if there was nobody to write to. */
    record Failed(Claimed notice, @Nullable SentMail mail, String reason) implements Outcome {}

    /** To be tried again. */
    record Postponed(Claimed notice, String reason, Instant until) implements Outcome {}
}
