package io.backline.notification.mail;

import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.config.TlsConfigUtils;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where mail goes, by the usual {@code quarkus.mailer} settings. The connections are our own: Quarkus' client has no time-out on its shared pool, so that
 * a silent server would stop all mail.
 */
@ApplicationScoped
public class PostOffice {
    private final Vertx vertx;
    private final MailConfig server;
    private final Duration timeout;
    private final EmailAddress sender;

    PostOffice(
            Vertx vertx,
            TlsConfigurationRegistry tls,
            MailSettings settings,
            @ConfigProperty(name = "quarkus.mailer.host") String host,
            @ConfigProperty(name = "quarkus.mailer.port") int port,
            @ConfigProperty(name = "quarkus.mailer.username") Optional<String> username,
            @ConfigProperty(name = "quarkus.mailer.password") Optional<String> password,
            @ConfigProperty(name = "quarkus.mailer.tls", defaultValue = "false") boolean tlsFromTheStart,
            @ConfigProperty(name = "quarkus.mailer.start-tls", defaultValue = "OPTIONAL") StartTLSOptions startTls,
            @ConfigProperty(name = "quarkus.mailer.tls-configuration-name") Optional<String> tlsName) {
        this.vertx = vertx;
        this.timeout = settings.timeout();
        this.sender = EmailAddress.of(settings.from())
                .orElseThrow(
                        () -> new IllegalStateException("backline.mail.from is not an address: " + settings.from()));
        this.server = new MailConfig(host, port)
                .setOwnHostname(settings.ownHostName().orElse(sender.domain()))
                .setUserAgent("Backline")
                .setSsl(tlsFromTheStart)
                .setStarttls(startTls)
                .setLogin(username.isPresent() ? LoginOption.REQUIRED : LoginOption.NONE)
                .setUsername(username.orElse(null))
                .setPassword(password.orElse(null))
                .setPipelining(false);
        this.server.setConnectTimeout((int) timeout.toMillis());
        tlsName.flatMap(tls::get).ifPresent(named -> TlsConfigUtils.configure(server, named));
    }

    public MailLane openLane() {
        return new MailLane(vertx, server, timeout);
    }

    /** Whom all mail is from; its domain ends our message ids. */
    public EmailAddress sender() {
        return sender;
    }
}
