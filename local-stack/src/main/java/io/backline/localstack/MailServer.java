package io.backline.localstack;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import java.util.ArrayDeque;
import java.util.Queue;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Takes mail for anybody over SMTP and shows it over IMAP: log in as the recipient, with any password. It keeps the last
 * few thousand, in memory.
 */
public final class MailServer implements AutoCloseable {
    private static final int KEPT = 5_000;

    private final GreenMail greenMail;
    private final int kept;
    private final Queue<GreenMailUser> recipients = new ArrayDeque<>();

    MailServer(int smtpPort, int imapPort, int kept) {
        this.kept = kept;
        this.greenMail = new GreenMail(new ServerSetup[] {
            new ServerSetup(smtpPort, LocalStack.HOST, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(imapPort, LocalStack.HOST, ServerSetup.PROTOCOL_IMAP)
        });
        greenMail.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    }

    public static MailServer start(int smtpPort, int imapPort) {
        return new MailServer(smtpPort, imapPort, KEPT).start();
    }

    MailServer start() {
        // Found once, not looked for in every jar again with every mail: that was half of what a mail cost.
        System.setProperty("jakarta.mail.util.StreamProvider", MailStreamProvider.class.getName());
        greenMail.start();
        greenMail.getUserManager().setMessageDeliveryHandler((message, address) -> recipient(address.getEmail()));
        return this;
    }

    private synchronized GreenMailUser recipient(String email) throws UserException {
        var users = greenMail.getUserManager();
        var known = users.getUserByEmail(email);
        var recipient = known == null ? users.createUser(email, email, email) : known;
        recipients.add(recipient);
        if (recipients.size() > kept) {
            forgetOldestOf(recipients.remove());
        }
        return recipient;
    }

    private void forgetOldestOf(GreenMailUser recipient) {
        try {
            MailFolder inbox = greenMail.getUserManager().getImapHostManager().getInbox(recipient);
            var uids = inbox.getMessageUids();
            if (uids.length > 0) {
                inbox.setFlags(new Flags(Flags.Flag.DELETED), true, uids[0], null, false);
                inbox.expunge();
            }
        } catch (FolderException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}
