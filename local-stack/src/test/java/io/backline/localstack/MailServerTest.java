package io.backline.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import io.backline.localstack.testing.Mail;
import io.backline.localstack.testing.Mailbox;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Properties;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class MailServerTest {
    @Test
    void the_oldest_mail_goes_when_there_are_too_many() throws Exception {
        var smtpPort = Ports.free();
        var imapPort = Ports.free();
        try (var server = new MailServer(smtpPort, imapPort, 2)) {
            server.start();

            send(smtpPort, "ada@example.org", "first");
            send(smtpPort, "bob@example.org", "second");
            send(smtpPort, "ada@example.org", "third");

            var mailbox = new Mailbox(imapPort);
            assertThat(mailbox.mailsTo("ada@example.org"))
                    .extracting(Mail::subject)
                    .containsExactly("third");
            assertThat(mailbox.mailsTo("bob@example.org"))
                    .extracting(Mail::subject)
                    .containsExactly("second");
        }
    }

    static void send(int smtpPort, String to, String subject) throws MessagingException, IOException {
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", LocalStack.HOST);
        properties.setProperty("mail.smtp.port", String.valueOf(smtpPort));
        var mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom(new InternetAddress("backline@example.org"));
        mail.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        mail.setSubject(subject);
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setText("They come on Monday.");
        Transport.send(mail);
    }
}
