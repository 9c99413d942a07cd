package io.backline.notification.notice;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps an order whose stock comes and goes from flooding its customer: so many mails within so much time, the rest waits and is merged. */
record Governor(int mostMails, Duration within) {
    /** When the next mail may go, if not now. Told are the times of the mails before, oldest first. */
    Optional<Instant> notBefore(List<Instant> told, Instant now) {
        var recent = told.stream().filter(at -> at.isAfter(now.minus(within))).toList();
        return recent.size() < mostMails
                ? Optional.empty()
                : Optional.of(recent.get(recent.size() - mostMails).plus(within));
    }
}
