package io.backline.localstack.testing;

import io.backline.localstack.LocalStack;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** Reads over IMAP what customers were sent. Addresses are shared by all tests of a Maven run: invent one per test. */
public final class Mailbox {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final int imapPort;

    public Mailbox(int imapPort) {
        this.imapPort = imapPort;
    }

    public static Mailbox ofThisRun() {
        return new Mailbox(LocalStack.shared().imapPort());
    }

    /** Every mail to that address, oldest first. */
    public List<Mail> mailsTo(String address) {
        var session = Session.getInstance(new Properties());
        try (var store = session.getStore("imap")) {
            store.connect(LocalStack.HOST, imapPort, address, address);
            try (var inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                var mails = new ArrayList<Mail>();
                for (var message : inbox.getMessages()) {
                    mails.add(Mail.of(message));
                }
                return mails;
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until that address has so many mails, and returns all it has. */
    public List<Mail> awaitMailsTo(String address, int count) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var mails = mailsTo(address);
        while (mails.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited %d s for %d mails to %s, got %s"
                        .formatted(PATIENCE.toSeconds(), count, address, mails));
            }
            pause();
            mails = mailsTo(address);
        }
        return mails;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
