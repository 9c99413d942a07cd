package io.backline.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The topics that this service writes and reads, each with the place for its dead letters. They are made when the service starts, as soon as Kafka is there.
 * In the code topics have the contract's names; the prefix of an installation stands before them in Kafka only.
 */
@Singleton
class Topics {
    private static final Logger LOG = Logger.getLogger(Topics.class);
    private static final Pattern INCOMING = Pattern.compile("mp\\.messaging\\.incoming\\.\"?([^\".]+)\"?\\..*");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE_AT_START = Duration.ofSeconds(5);
    private static final int LARGEST_MESSAGE = 16 * 1024 * 1024;

    private final String prefix;
    private final TopicSettings settings;
    private final Config config;
    private final Map<String, Object> kafka;
    private final CountDownLatch made = new CountDownLatch(1);
    private final Thread maker = Thread.ofPlatform().name("topics").daemon().unstarted(this::makeUntilThere);

    Topics(
            @ConfigProperty(name = "backline.topic-prefix") Optional<String> prefix,
            TopicSettings settings,
            Config config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.prefix = prefix.orElse("");
        this.settings = settings;
        this.config = config;
        this.kafka = kafka;
    }

    /** As Kafka calls it here and now. */
    String named(String topic) {
        return prefix + topic;
    }

    static String deadLetters(String topic) {
        return topic + ".dead-letter";
    }

    boolean areMade() {
        return made.getCount() == 0;
    }

    void awaitMade() throws InterruptedException {
        made.await();
    }

    boolean awaitMade(Duration patience) throws InterruptedException {
        return made.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs before the channels open and gives Kafka a moment: a reader that finds its topic begins at once. */
    void start(@Observes @Priority(1) StartupEvent event) throws InterruptedException {
        maker.start();
        made.await(PATIENCE_AT_START.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        maker.interrupt();
    }

    private void makeUntilThere() {
        try {
            while (!make()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
            made.countDown();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean make() throws InterruptedException {
        try (var admin = admin()) {
            var there = admin.listTopics().names().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            var missing = new ArrayList<NewTopic>();
            for (var topic : wanted()) {
                if (!there.contains(named(topic))) {
                    missing.add(described(topic));
                }
            }
            for (var result : admin.createTopics(missing).values().values()) {
                awaitUnlessThere(result);
            }
            return true;
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception notYet) {
            LOG.warnf("topics cannot be made yet: %s", notYet);
            return false;
        }
    }

    private static void awaitUnlessThere(KafkaFuture<Void> created) throws Exception {
        try {
            created.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private Set<String> wanted() {
        var topics = new TreeSet<>(settings.written().orElse(Set.of()));
        for (var read : read()) {
            topics.add(read);
            topics.add(deadLetters(read));
        }
        return topics;
    }

    private Set<String> read() {
        var topics = new TreeSet<String>();
        StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .map(INCOMING::matcher)
                .filter(Matcher::matches)
                .map(channel -> channel.group(1))
                .distinct()
                .forEach(channel -> {
                    var topic = config.getOptionalValue("mp.messaging.incoming." + channel + ".topic", String.class)
                            .orElse(channel);
                    topics.add(topic.startsWith(prefix) ? topic.substring(prefix.length()) : topic);
                });
        return topics;
    }

    private NewTopic described(String topic) {
        var configs = new HashMap<String, String>();
        configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
        configs.put(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(LARGEST_MESSAGE));
        if (settings.compacted().orElse(Set.of()).contains(topic)) {
            configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        }
        var expires = settings.expiring().orElse(Set.of()).contains(topic);
        configs.put(
                TopicConfig.RETENTION_MS_CONFIG,
                expires ? Long.toString(settings.expireAfter().toMillis()) : "-1");
        return new NewTopic(named(topic), Optional.of(settings.partitions()), Optional.empty()).configs(configs);
    }

    /** Who asks Kafka about its topics; the caller closes it. */
    Admin admin() {
        var admin = new HashMap<>(kafka);
        admin.keySet().retainAll(AdminClientConfig.configNames());
        admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        admin.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
        return Admin.create(admin);
    }
}
