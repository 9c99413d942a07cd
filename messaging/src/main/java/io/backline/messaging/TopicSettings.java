package io.backline.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** How the topics are made that a service writes and reads. Topics that exist already stay as they are. */
@ConfigMapping(prefix = "backline.topics")
interface TopicSettings {

    /** The streams this service writes. What it reads is known from its channels. */
    Optional<Set<String>> written();

    /** At least as many as a service may have replicas. */
    @WithDefault("6")
    int partitions();

    /** Only the last message of a key is kept, and a tombstone erases it. */
    Optional<Set<String>> compacted();

    /** Kept for a while; all others are kept for ever. */
    Optional<Set<String>> expiring();

    @WithDefault("30d")
    Duration expireAfter();
}
