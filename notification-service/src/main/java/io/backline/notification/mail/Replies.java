package io.backline.notification.mail;

import io.backline.notification.mail.Delivery.Deferred;
import io.backline.notification.mail.Delivery.Refused;
import io.vertx.ext.mail.SMTPException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a failure means. Reasons name codes, never the server's text: that often repeats the address, and reasons are stored, shown and published.
 */
final class Replies {
    /** The server refuses us, not this mail: login wanted or wrong, command unknown, host closed. Another attempt may find that mended. */
    private static final Set<Integer> ABOUT_US = Set.of(500, 502, 503, 504, 521, 523, 530, 534, 535, 538);

    /** How the library speaks of a refusal in the greeting and of one of our sender's address: neither is about the customer's. */
    private static final List<String> BEFORE_THE_RECIPIENT =
            List.of("got error response", "sender address not accepted");

    private static final Pattern ENHANCED_CODE = Pattern.compile("\\b[245]\\.\\d{1,3}\\.\\d{1,3}\\b");

    private Replies() {}

    static Delivery read(Throwable failure) {
        return switch (failure) {
            case SMTPException reply -> reply(reply);
            case UnknownHostException unknown -> new Deferred("the mail server is not known by its name");
            case ConnectException unreachable -> new Deferred("the mail server cannot be reached");
            case IOException lost -> new Deferred("the connection to the mail server was lost");
            case IllegalArgumentException ours -> new Refused("the mail cannot be written");
            default ->
                new Deferred("the mail was not sent: " + failure.getClass().getSimpleName());
        };
    }

    private static Delivery reply(SMTPException reply) {
        var code = code(reply);
        var aboutUs = ABOUT_US.contains(reply.getReplyCode())
                || BEFORE_THE_RECIPIENT.stream().anyMatch(String.valueOf(reply.getMessage())::startsWith);
        return reply.isPermanent() && !aboutUs
                ? new Refused("the mail server refused with " + code)
                : new Deferred("the mail server answered " + code);
    }

    private static String code(SMTPException reply) {
        var enhanced = ENHANCED_CODE.matcher(reply.getReplyMessage());
        return enhanced.find() ? reply.getReplyCode() + " " + enhanced.group() : String.valueOf(reply.getReplyCode());
    }
}
