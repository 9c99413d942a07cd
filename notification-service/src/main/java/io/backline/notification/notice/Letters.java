package io.backline.notification.notice;

import io.backline.notification.contact.Contact;
import io.backline.notification.mail.EmailAddress;
import io.backline.notification.mail.OutgoingMail;
import io.backline.notification.mail.PostOffice;
import io.backline.notification.notice.Notice.Claimed;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;

/** Puts a notice into words. */
@ApplicationScoped
class Letters {
    private final PostOffice postOffice;

    Letters(PostOffice postOffice) {
        this.postOffice = postOffice;
    }

    OutgoingMail write(Claimed notice, Contact contact, EmailAddress to) {
        var letter = Letter.of(notice, contact);
        return new OutgoingMail(
                notice.noticeId(),
                notice.orderId(),
                notice.earlier(),
                postOffice.sender(),
                to,
                letter.subject(),
                Templates.text(letter).render(),
                Templates.html(letter).render());
    }

    /** Type-safe: a template that names what a letter does not have breaks the build. Values are escaped in HTML. */
    @CheckedTemplate
    static class Templates {
        static native TemplateInstance text(Letter letter);

        static native TemplateInstance html(Letter letter);
    }
}
