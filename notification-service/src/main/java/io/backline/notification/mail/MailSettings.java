package io.backline.notification.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How mail is handed over; which server takes it say the usual {@code quarkus.mailer} settings. */
@ConfigMapping(prefix = "backline.mail")
public interface MailSettings {
    String from();

    /** The name we greet with; the sender's domain unless told. */
    Optional<String> ownHostName();

    /** How many mails are handed over at a time, each over a connection of its own. */
    @WithDefault("8")
    int lanes();

    /** How long one mail may take, connecting included. */
    @WithDefault("10s")
    Duration timeout();
}
