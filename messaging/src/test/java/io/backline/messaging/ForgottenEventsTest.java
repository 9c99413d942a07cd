package io.backline.messaging;

import static io.backline.messaging.kettle.Kettles.aKettle;
import static io.backline.messaging.kettle.Kettles.boiled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.backline.localstack.testing.Topics;
import io.backline.messaging.kettle.Kettles;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Kettles stand for a stream that Kafka keeps for a while only. */
@QuarkusTest
@TestProfile(ForgottenEventsTest.SoonForgotten.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ForgottenEventsTest {
    private final Topics topics = Topics.ofThisRun();
    private final String kettle = aKettle();

    @Inject
    Kettles kettles;

    public static class SoonForgotten implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "backline.topics.expiring", "kettles",
                    "backline.inbox.keep", "5s",
                    "backline.purge.every", "1s");
        }
    }

    @Test
    void an_event_that_its_stream_cannot_give_again_is_forgotten() {
        var event = boiled(kettle, 90);
        topics.send("kettles", event);
        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isOne());

        await().atMost(Duration.ofSeconds(20)).until(() -> kettles.remembered(event) == 0);

        topics.send("kettles", event);
        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isEqualTo(2));
    }

    @Test
    void an_event_of_a_stream_that_is_kept_for_ever_is_known_for_ever() {
        var ours = boiled(kettle, 90).with("source", "/house/" + kettle);
        var theirs = boiled(kettle, 90);
        kettles.run("insert into inbox (source, event_id, at) values ('/house/%s', '%s', now() - interval '10 years')"
                .formatted(kettle, ours.id()));
        topics.send("kettles", theirs);
        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isOne());
        await().atMost(Duration.ofSeconds(20)).until(() -> kettles.remembered(theirs) == 0);

        assertThat(kettles.remembered(ours)).isOne();
    }
}
