package io.backline.notification.mail;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection to the mail server, kept open from mail to mail, used by one thread. A server that falls silent costs this lane the time-out and a new
 * connection, and the other lanes nothing. The silent connection is closed as idle: the library's own close leaves a connection in use open for ever.
 */
public final class MailLane implements AutoCloseable {
    private final Vertx vertx;
    private final MailConfig server;
    private final Duration timeout;
    private MailClient client;

    MailLane(Vertx vertx, MailConfig server, Duration timeout) {
        this.vertx = vertx;
        this.server = server;
        this.timeout = timeout;
        this.client = connect();
    }

    /** Hands one mail over. Answers within the time-out, whatever the server does. */
    public Delivery send(OutgoingMail mail) throws InterruptedException {
        try {
            client.sendMail(message(mail))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Delivery.Accepted();
        } catch (TimeoutException silent) {
            client.close();
            client = connect();
            return new Delivery.Deferred("the mail server did not answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failed) {
            return Replies.read(Objects.requireNonNullElse(failed.getCause(), failed));
        }
    }

    private MailClient connect() {
        var config = new MailConfig(server).setMaxPoolSize(1);
        config.setIdleTimeout((int) timeout.plus(timeout).toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        return MailClient.create(vertx, config);
    }

    private static MailMessage message(OutgoingMail mail) {
        return new MailMessage()
                .setFrom(mail.from().value())
                .setTo(mail.to().value())
                .setText(mail.text())
                .setHtml(mail.html())
                .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(mail.headersOnTheWire()));
    }

    @Override
    public void close() {
        client.close();
    }
}
