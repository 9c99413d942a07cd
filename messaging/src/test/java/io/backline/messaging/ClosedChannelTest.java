package io.backline.messaging;

import static io.backline.messaging.kettle.Kettles.aKettle;
import static io.backline.messaging.kettle.Kettles.boiled;
import static io.restassured.RestAssured.get;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;

import io.backline.localstack.testing.Topics;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.impl.ReactiveKafkaConsumer;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ClosedChannelTest.OfItsOwn.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClosedChannelTest {
    @Inject
    ListenerWatch watch;

    @Inject
    KafkaClientService channels;

    /** The channel does not open again. */
    public static class OfItsOwn implements QuarkusTestProfile {}

    @Test
    void a_channel_that_closed_is_told_when_something_comes() throws InterruptedException {
        var kettle = aKettle();
        var consumer = (ReactiveKafkaConsumer<?, ?>) channels.getConsumer("kettles");
        await().until(() -> !consumer.getAssignments().await().indefinitely().isEmpty());
        try (var topics = Topics.ofThisRun()) {
            watch.look(Duration.ZERO);
            consumer.close();

            topics.send("kettles", boiled(kettle, 90));

            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> get("/q/health/live")
                    .then()
                    .statusCode(503)
                    .body("checks.find { it.name == 'listeners' }.data.stuck", endsWith("kettles")));
        }
    }
}
