package io.backline.notification.notice;

import io.backline.messaging.Trouble;
import io.backline.notification.contact.Contact;
import io.backline.notification.contact.Contacts;
import io.backline.notification.mail.Delivery;
import io.backline.notification.mail.EmailAddress;
import io.backline.notification.mail.MailLane;
import io.backline.notification.mail.MailSettings;
import io.backline.notification.mail.PostOffice;
import io.backline.notification.notice.Notice.Claimed;
import io.backline.notification.notice.Outcome.Failed;
import io.backline.notification.notice.Outcome.Postponed;
import io.backline.notification.notice.Outcome.Sent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Settles and sends what is due, outside every consumer and every transaction. Claims in batches, hands over on a few lanes at a time, marks in batches. A
 * process that dies after the server's 250 and before the mark leaves the notice to the end of its lease; then the same mail, by its id, goes out once more.
 */
@ApplicationScoped
class NoticeSender {
    private static final Logger LOG = Logger.getLogger(NoticeSender.class);
    private static final int SETTLED_AT_ONCE = 500;
    private static final int CLAIMED_A_LANE = 16;
    private static final Duration GATHERING = Duration.ofMillis(50);
    private static final Duration PAUSE_AFTER_TROUBLE = Duration.ofSeconds(1);

    private final NoticeDesk notices;
    private final DispatchDesk desk;
    private final Contacts contacts;
    private final Letters letters;
    private final PostOffice postOffice;
    private final MailSettings mail;
    private final NoticeConfig config;
    private final Backoff backoff;
    private final Clock clock;

    private final BlockingQueue<MailLane> lanes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Attempt> done = new LinkedBlockingQueue<>();
    private final ExecutorService workers;
    private final Thread dispatcher = Thread.ofPlatform().name("notices").unstarted(this::work);
    private volatile boolean working = true;

    NoticeSender(
            NoticeDesk notices,
            DispatchDesk desk,
            Contacts contacts,
            Letters letters,
            PostOffice postOffice,
            MailSettings mail,
            NoticeConfig config,
            Clock clock) {
        this.notices = notices;
        this.desk = desk;
        this.contacts = contacts;
        this.letters = letters;
        this.postOffice = postOffice;
        this.mail = mail;
        this.config = config;
        this.backoff = new Backoff(config.firstPause(), config.longestPause());
        this.clock = clock;
        this.workers = Executors.newFixedThreadPool(
                mail.lanes(), Thread.ofPlatform().name("mail-", 1).factory());
    }

    void start(@Observes StartupEvent event) {
        if (config.lease().compareTo(mail.timeout().multipliedBy(2)) < 0) {
            throw new IllegalStateException("backline.notice.lease must be twice backline.mail.timeout or more");
        }
        for (var lane = 0; lane < mail.lanes(); lane++) {
            lanes.add(postOffice.openLane());
        }
        dispatcher.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        working = false;
        dispatcher.join(mail.timeout().plus(PAUSE_AFTER_TROUBLE));
        dispatcher.interrupt();
        workers.shutdownNow();
        lanes.forEach(MailLane::close);
    }

    /** What an attempt came to; nothing, if its lease would have ended before its time-out. */
    private record Attempt(Optional<Outcome> outcome) {}

    private void work() {
        var underway = 0;
        var unmarked = new ArrayList<Outcome>();
        var patience = Duration.ZERO;
        while (working || underway > 0 || !unmarked.isEmpty()) {
            try {
                var ended = gather(patience);
                underway -= ended.size();
                ended.forEach(attempt -> attempt.outcome().ifPresent(unmarked::add));
                mark(unmarked);
                var settled = working ? notices.settle(SETTLED_AT_ONCE) : 0;
                underway += working ? begin(room(underway)) : 0;
                patience = settled < SETTLED_AT_ONCE ? config.lookEvery() : Duration.ZERO;
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException trouble) {
                LOG.warnf("notices wait: %s", Trouble.told(trouble));
                pause();
            }
        }
    }

    /** What ended, a little after the first so that many share a transaction. */
    private List<Attempt> gather(Duration patience) throws InterruptedException {
        var ended = new ArrayList<Attempt>();
        var first = done.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            TimeUnit.MILLISECONDS.sleep(GATHERING.toMillis());
            ended.add(first);
            done.drainTo(ended);
        }
        return ended;
    }

    /** Before anything is claimed: else what could not be marked within its lease would be claimed and sent again, although we know that it arrived. */
    private void mark(List<Outcome> unmarked) {
        if (!unmarked.isEmpty()) {
            desk.mark(unmarked);
            unmarked.clear();
        }
    }

    private int room(int underway) {
        return mail.lanes() * CLAIMED_A_LANE - underway;
    }

    /** Claims as many as there is room for and gives them to the lanes; few at a time only if there are few. */
    private int begin(int room) {
        if (room < mail.lanes() * CLAIMED_A_LANE / 2) {
            return 0;
        }
        var leaseEnd = clock.instant().plus(config.lease());
        var claimed = desk.claim(leaseEnd, room);
        if (claimed.isEmpty()) {
            return 0;
        }
        var known = contactsOf(claimed);
        for (var notice : claimed) {
            workers.execute(() -> done.add(new Attempt(attempt(notice, known.get(notice.customerId()), leaseEnd))));
        }
        return claimed.size();
    }

    private Map<String, Contact> contactsOf(List<Claimed> claimed) {
        return contacts.of(claimed.stream().map(Claimed::customerId).distinct().toList());
    }

    private Optional<Outcome> attempt(Claimed notice, @Nullable Contact contact, Instant leaseEnd) {
        try {
            if (contact == null) {
                return Optional.of(again(notice, null, "the customer's contact is not known", config.contactWait()));
            }
            var address = EmailAddress.of(contact.email());
            if (address.isEmpty()) {
                return Optional.of(
                        new Failed(notice, null, "the customer's e-mail address is none that mail can be sent to"));
            }
            if (clock.instant().plus(mail.timeout()).isAfter(leaseEnd)) {
                return Optional.empty();
            }
            return Optional.of(send(notice, contact, address.get()));
        } catch (InterruptedException stopped) {
            return Optional.empty();
        } catch (RuntimeException unforeseen) {
            LOG.errorf("notice %s cannot be sent: %s", notice.noticeId(), unforeseen.getClass());
            return Optional.of(again(notice, null, "the letter could not be written", config.giveUpAfter()));
        }
    }

    private Outcome send(Claimed notice, Contact contact, EmailAddress address) throws InterruptedException {
        var letter = letters.write(notice, contact, address);
        var kept = SentMail.of(letter, notice.customerId());
        var lane = lanes.take();
        try {
            return switch (lane.send(letter)) {
                case Delivery.Accepted accepted -> new Sent(notice, kept, clock.instant());
                case Delivery.Refused refused -> new Failed(notice, kept, refused.reason());
                case Delivery.Deferred deferred -> again(notice, kept, deferred.reason(), config.giveUpAfter());
            };
        } finally {
            lanes.add(lane);
        }
    }

    private Outcome again(Claimed notice, @Nullable SentMail mail, String reason, Duration patience) {
        var now = clock.instant();
        var end = notice.settledAt().plus(patience);
        if (!now.isBefore(end)) {
            return new Failed(notice, mail, "given up: " + reason);
        }
        var next = now.plus(backoff.after(notice.attempts(), ThreadLocalRandom.current()));
        return new Postponed(notice, reason, next.isBefore(end) ? next : end);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_AFTER_TROUBLE.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
