package io.backline.notification.mail;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One connection to the mail server, kept open from mail to mail. Taking it and hearing that the server hung up happen on one event loop: the library keeps a
 * connection's state without a lock, and a mail that takes it from another thread may wait for an answer on a connection that has just closed. A server that
 * falls silent costs this lane the time-out and a new connection, and the other lanes nothing. The silent connection is closed as idle: the library's own close
 * leaves a connection in use open for ever.
 */
public final class MailLane implements AutoCloseable {
    private final Vertx vertx;
    private final Context loop;
    private final MailConfig server;
    private final Duration timeout;
    private MailClient client;

    MailLane(Vertx vertx, MailConfig server, Duration timeout) {
        this.vertx = vertx;
        this.loop = vertx.getOrCreateContext();
        this.server = server;
        this.timeout = timeout;
        this.client = connect();
    }

    /** Hands one mail over. Answers within the time-out, whatever the server does. */
    public Delivery send(OutgoingMail mail) throws InterruptedException {
        try {
            handOver(message(mail)).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Delivery.Accepted();
        } catch (TimeoutException silent) {
            close();
            client = connect();
            return new Delivery.Deferred("the mail server did not answer within " + timeout.toMillis() + " ms");
        } catch (ExecutionException failed) {
            return Replies.read(Objects.requireNonNullElse(failed.getCause(), failed));
        }
    }

    private Future<MailResult> handOver(MailMessage letter) {
        var answer = new CompletableFuture<MailResult>();
        var connected = client;
        loop.runOnContext(
                onLoop -> connected.sendMail(letter).onComplete(answer::complete, answer::completeExceptionally));
        return answer;
    }

    private MailClient connect() {
        var config = new MailConfig(server).setMaxPoolSize(1).setPoolCleanerPeriod(0);
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
        var connected = client;
        loop.runOnContext(onLoop -> connected.close());
    }
}
