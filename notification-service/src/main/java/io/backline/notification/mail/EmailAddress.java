package io.backline.notification.mail;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One mailbox and nothing else: no display name, comment, quotes, list, blank or control character. The mail library takes all of these, and lets whoever
 * writes them add recipients and headers.
 */
public final class EmailAddress {
    private static final Pattern LOCAL =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++)*+");
    private static final Pattern DOMAIN = Pattern.compile(
            "([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)++[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])");

    private final String value;

    private EmailAddress(String value) {
        this.value = value;
    }

    /** The address, if it is one that may stand in an SMTP command. */
    public static Optional<EmailAddress> of(String text) {
        var at = text.indexOf('@');
        var isAddress = at > 0
                && at <= 64
                && text.length() <= 254
                && LOCAL.matcher(text.substring(0, at)).matches()
                && DOMAIN.matcher(text.substring(at + 1)).matches();
        return isAddress ? Optional.of(new EmailAddress(text)) : Optional.empty();
    }

    public String value() {
        return value;
    }

    public String domain() {
        return value.substring(value.indexOf('@') + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmailAddress address && value.equals(address.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    /** Fit for a log: it does not say whose address it is. */
    @Override
    public String toString() {
        return "…@" + domain();
    }
}
