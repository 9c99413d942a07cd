package io.backline.notification.notice;

import static io.backline.events.Streams.NOTICES;

import io.backline.events.NoticeEvent;
import io.backline.events.NoticeEvent.NoticeFailed;
import io.backline.events.NoticeEvent.NoticeSent;
import io.backline.messaging.Outbox;
import io.backline.notification.contact.ContactsChanged;
import io.backline.notification.contact.ContactsErased;
import io.backline.notification.notice.Notice.Claimed;
import io.backline.notification.notice.Outcome.Failed;
import io.backline.notification.notice.Outcome.Postponed;
import io.backline.notification.notice.Outcome.Sent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Hands settled notices to senders, and marks what became of them. No mail is sent in here. */
@ApplicationScoped
@Transactional
class DispatchDesk {
    private final Notices notices;
    private final Outbox outbox;
    private final NoticeConfig config;
    private final Clock clock;

    DispatchDesk(Notices notices, Outbox outbox, NoticeConfig config, Clock clock) {
        this.notices = notices;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    /** Notices for one sender alone, until its lease ends. */
    List<Claimed> claim(Instant leaseEnd, int most) {
        return notices.claim(clock.instant(), leaseEnd, most);
    }

    /** Marks what was tried, keeps the mails and publishes what is final, all or nothing. */
    void mark(List<Outcome> outcomes) {
        var sent = of(outcomes, Sent.class);
        var failed = of(outcomes, Failed.class);
        var newlySent = notices.markSent(sent);
        var newlyFailed = notices.markFailed(failed);
        notices.giveBack(of(outcomes, Postponed.class));

        var events = new ArrayList<NoticeEvent>();
        var mails = new ArrayList<SentMail>();
        for (var outcome : sent) {
            if (newlySent.contains(outcome.notice().noticeId())) {
                events.add(sent(outcome));
                mails.add(outcome.mail());
            }
        }
        for (var outcome : failed) {
            if (newlyFailed.contains(outcome.notice().noticeId())) {
                events.add(failed(outcome));
                Stream.ofNullable(outcome.mail()).forEach(mails::add);
            }
        }
        notices.keep(mails);
        outbox.add(NOTICES, events, clock.instant());
    }

    private static NoticeSent sent(Sent outcome) {
        var notice = outcome.notice();
        return new NoticeSent(
                notice.orderId(), notice.noticeId(), notice.news().kind().name(), outcome.at());
    }

    private static NoticeFailed failed(Failed outcome) {
        var notice = outcome.notice();
        return new NoticeFailed(
                notice.orderId(), notice.noticeId(), notice.news().kind().name(), outcome.reason());
    }

    private static <T extends Outcome> List<T> of(List<Outcome> outcomes, Class<T> kind) {
        return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Notices that waited for a contact, or for a better address, need not wait for their next attempt. */
    @Transactional(TxType.MANDATORY)
    void hurry(@Observes ContactsChanged contacts) {
        notices.hurry(contacts.customerIds(), clock.instant());
    }

    @Transactional(TxType.MANDATORY)
    void forget(@Observes ContactsErased contacts) {
        notices.forgetMails(contacts.customerIds());
    }
}
