package io.backline.notification.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When notices go out, and when they are given up. */
@ConfigMapping(prefix = "backline.notice")
interface NoticeConfig {
    /** Changes of an order within this time after the first make one mail, or none. */
    @WithDefault("30s")
    Duration quietTime();

    /** An order gets no more mails than this within {@link #governedTime}; what changes meanwhile goes into the next. */
    @WithDefault("6")
    int mostMails();

    @WithDefault("24h")
    Duration governedTime();

    /** How long a notice is the sender's alone. Well above what one mail may take. */
    @WithDefault("60s")
    Duration lease();

    /** The first pause after a failure; it doubles up to the longest. */
    @WithDefault("5s")
    Duration firstPause();

    @WithDefault("15m")
    Duration longestPause();

    /** A mail server that never takes the mail is tried for so long. */
    @WithDefault("48h")
    Duration giveUpAfter();

    /** A contact may come after the news. */
    @WithDefault("5m")
    Duration contactWait();

    /** How often is looked for what is due. */
    @WithDefault("200ms")
    Duration lookEvery();
}
