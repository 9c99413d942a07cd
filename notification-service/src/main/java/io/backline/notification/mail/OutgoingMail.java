package io.backline.notification.mail;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A letter as it goes out. Its id derives from the notice, so that a second hand-over is the same mail to every mail program; its references put all mails
 * about one matter into one thread.
 */
public record OutgoingMail(
        UUID id,
        UUID thread,
        List<UUID> earlier,
        EmailAddress from,
        EmailAddress to,
        String subject,
        String text,
        String html) {

    /** The header fields that are ours to say; the library adds the date and what the body needs. */
    public SequencedMap<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Message-ID", messageId(id));
        headers.put("From", from.value());
        headers.put("To", to.value());
        headers.put("Subject", subject);
        headers.put("Auto-Submitted", "auto-generated");
        if (!earlier.isEmpty()) {
            headers.put("In-Reply-To", messageId(earlier.getLast()));
        }
        headers.put(
                "References",
                Stream.concat(Stream.of(thread), earlier.stream())
                        .map(this::messageId)
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    /** The same as they go over the wire: ASCII, and no control character but the folds that are ours. */
    Map<String, String> headersOnTheWire() {
        var headers = headers();
        headers.put("Subject", EncodedWords.of(subject));
        headers.forEach(OutgoingMail::refuseControlCharacters);
        return headers;
    }

    private String messageId(UUID id) {
        return "<" + id + "@" + from.domain() + ">";
    }

    private static void refuseControlCharacters(String name, String value) {
        var unfolded = value.replace(EncodedWords.FOLD, " ");
        if (unfolded.chars().anyMatch(character -> character < ' ' || character > '~')) {
            throw new IllegalArgumentException("the header " + name + " holds a character that may not be there");
        }
    }

    /** Says nothing of what is in it or for whom. */
    @Override
    public String toString() {
        return "mail " + id;
    }
}
