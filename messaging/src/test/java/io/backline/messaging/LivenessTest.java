package io.backline.messaging;

import static io.backline.messaging.kettle.Kettles.aKettle;
import static io.backline.messaging.kettle.Kettles.boiled;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;

import io.backline.localstack.testing.Topics;
import io.backline.messaging.kettle.KettleDesk;
import io.backline.messaging.kettle.Kettles;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class LivenessTest {
    private static final Duration LONGER_THAN_THE_LIMIT = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(90);

    private final Topics topics = Topics.ofThisRun();
    private final String kettle = aKettle();

    @Inject
    Kettles kettles;

    @Inject
    KettleDesk desk;

    @Inject
    KafkaClientService channels;

    @AfterEach
    void everything_that_came_is_handled_by_a_service_that_lives() {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(kettles.boiled(kettle)).isOne());
        await().atMost(SOON).untilAsserted(() -> isLive());
        topics.close();
        assertThat(kettles.unaccountedFor()).isEmpty();
    }

    @Test
    void who_has_nothing_to_do_lives() {
        topics.send("kettles", boiled(kettle, 90));

        staysLive();
    }

    @Test
    void a_listener_that_hangs_is_told_until_it_goes_on() {
        var over = desk.hanging(kettle);
        topics.send("kettles", boiled(kettle, 90));

        awaitStuck();

        over.run();
    }

    @Test
    void a_channel_that_stands_still_is_told_when_something_comes() {
        channels.getConsumer("kettles").pause().await().atMost(SOON);
        staysLive();
        topics.send("kettles", boiled(kettle, 90));

        awaitStuck();

        channels.getConsumer("kettles").resume().await().atMost(SOON);
    }

    @Test
    void who_waits_for_the_database_lives_but_is_not_ready() {
        var over = kettles.failing(kettle, "57P01");
        topics.send("kettles", boiled(kettle, 90));
        await().untilAsserted(() -> get("/q/health/ready").then().statusCode(503));

        staysLive();

        get("/q/health/ready").then().statusCode(503);
        over.run();
    }

    private static void awaitStuck() {
        await().atMost(SOON).untilAsserted(() -> get("/q/health/live")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'listeners' }.data.stuck", endsWith("kettles")));
    }

    private static void staysLive() {
        await().during(LONGER_THAN_THE_LIMIT).atMost(SOON).untilAsserted(() -> isLive());
    }

    private static void isLive() {
        get("/q/health/live").then().statusCode(200);
    }
}
