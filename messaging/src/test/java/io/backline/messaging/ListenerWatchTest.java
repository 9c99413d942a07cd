package io.backline.messaging;

import static io.backline.messaging.kettle.Kettles.aKettle;
import static io.backline.messaging.kettle.Kettles.boiled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Time is what the test says that has passed. */
@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class ListenerWatchTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Batches batches = new Batches();

    @Inject
    KafkaClientService channels;

    @Inject
    StreamEnds ends;

    @Inject
    Database.Address database;

    @Inject
    TopicSettings settings;

    @Inject
    Config config;

    @BeforeEach
    void a_batch_is_begun() {
        batches.begin(List.of(new ConsumerRecord<byte[], byte[]>("teapots", 0, 0, null, null)));
    }

    @Test
    void a_batch_hangs_that_gives_no_sign_of_life_for_longer_than_the_limit() throws InterruptedException {
        var watch = watch(database);

        pass(watch, 60, 60);
        assertThat(watch.stuck()).isEmpty();

        pass(watch, 1);
        assertThat(watch.stuck()).containsExactly("teapots");
    }

    @Test
    void a_batch_that_ends_hangs_no_longer() throws InterruptedException {
        var watch = watch(database);
        pass(watch, 60, 60, 1);

        batches.end();

        pass(watch, 1);
        assertThat(watch.stuck()).isEmpty();
    }

    @Test
    void who_tries_again_lives() throws InterruptedException {
        var watch = watch(database);

        for (var tries = 0; tries < 5; tries++) {
            pass(watch, 60);
            batches.signOfLife();
        }

        assertThat(watch.stuck()).isEmpty();
    }

    @Test
    void a_process_that_was_frozen_gets_its_time_anew() throws InterruptedException {
        var watch = watch(database);
        pass(watch, 60, 50);

        pass(watch, 90, 60, 60);
        assertThat(watch.stuck()).isEmpty();

        pass(watch, 1);
        assertThat(watch.stuck()).isNotEmpty();
    }

    @Test
    void who_hangs_with_a_database_that_hangs_too_is_not_to_blame() throws InterruptedException {
        var watch = watch(new Database.Address("jdbc:postgresql://localhost:1/none", "nobody", "none"));

        pass(watch, 60, 60, 60, 60, 60);

        assertThat(watch.stuck()).isEmpty();
    }

    @Test
    void who_is_behind_while_kafka_is_away_is_not_to_blame() throws InterruptedException {
        var kettle = aKettle();
        var limit = Duration.ofSeconds(20);
        var watch = new ListenerWatch(new Batches(), channels, ends, database, limit);
        var withoutKafka = new ListenerWatch(new Batches(), channels, endsOfNoKafka(), database, limit);
        try (var streams = io.backline.localstack.testing.Topics.ofThisRun()) {
            await().until(() -> !channels.getConsumer("kettles")
                    .getAssignments()
                    .await()
                    .indefinitely()
                    .isEmpty());
            channels.getConsumer("kettles").pause().await().indefinitely();
            streams.send("kettles", boiled(kettle, 90));

            pass(watch, 0, 9, 9, 9);
            pass(withoutKafka, 0, 9, 9, 9);

            assertThat(watch.stuck()).hasSize(1);
            assertThat(withoutKafka.stuck()).isEmpty();
        } finally {
            channels.getConsumer("kettles").resume().await().indefinitely();
        }
    }

    private StreamEnds endsOfNoKafka() {
        return new StreamEnds(
                new Topics(Optional.empty(), settings, config, Map.of("bootstrap.servers", "localhost:1")));
    }

    private ListenerWatch watch(Database.Address address) {
        return new ListenerWatch(batches, channels, ends, address, LIMIT);
    }

    private static void pass(ListenerWatch watch, int... seconds) throws InterruptedException {
        for (var some : seconds) {
            watch.look(Duration.ofSeconds(some));
        }
    }
}
