package io.backline.localstack.testing;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/** One mail as its recipient has it. */
public record Mail(String subject, List<String> headerLines, String text, String html, String raw) {
    static Mail of(Message message) throws MessagingException, IOException {
        var subject = message.getSubject();
        var raw = new ByteArrayOutputStream();
        message.writeTo(raw);
        return new Mail(
                subject == null ? "" : subject,
                headerLines(message),
                body(message, "text/plain"),
                body(message, "text/html"),
                raw.toString(StandardCharsets.UTF_8));
    }

    private static List<String> headerLines(Message message) throws MessagingException {
        return Collections.list(message.getAllHeaders()).stream()
                .map(header -> header.getName() + ": " + header.getValue())
                .toList();
    }

    private static String body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return part.getContent().toString();
        }
        var found = "";
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount() && found.isEmpty(); i++) {
                BodyPart inner = parts.getBodyPart(i);
                found = body(inner, type);
            }
        }
        return found;
    }

    /** All values of a header, unfolded, in order. */
    public List<String> header(String name) {
        return headerLines.stream()
                .filter(line -> line.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
                .map(line -> line.substring(name.length() + 2).replaceAll("\r?\n[ \t]+", " "))
                .toList();
    }
}
