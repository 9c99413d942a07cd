package io.backline.messaging;

import static io.backline.messaging.kettle.Kettles.aKettle;
import static io.backline.messaging.kettle.Kettles.boiled;
import static io.backline.messaging.kettle.Kettles.poured;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.backline.localstack.testing.Topics;
import io.backline.messaging.kettle.Kettles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class TroubleTest {
    private final Topics topics = Topics.ofThisRun();
    private final String kettle = aKettle();

    @Inject
    Kettles kettles;

    @Inject
    TransactionManager transactions;

    @AfterEach
    void everything_that_came_is_accounted_for() {
        topics.close();
        assertThat(kettles.unaccountedFor()).isEmpty();
    }

    @Test
    void why_a_commit_failed_is_found_where_the_transaction_manager_puts_it() {
        var refused = new SQLException("a kettle without water", "23514");
        var below = new RollbackException("could not commit");
        below.initCause(refused);
        var beside = new RollbackException("could not commit");
        beside.addSuppressed(refused);

        for (var failure : List.of(below, beside)) {
            assertThat(Trouble.of(failure)).isEqualTo(Trouble.BROKEN);
            assertThat(Trouble.told(failure))
                    .isEqualTo("RollbackException because of java.sql.SQLException: a kettle without water");
        }
        assertThat(Trouble.of(new RollbackException("could not commit"))).isEqualTo(Trouble.CONTENDED);
        var bug = new IllegalStateException("a kettle without a lid");
        bug.addSuppressed(new SQLException("could not close", "08006"));
        assertThat(Trouble.of(bug)).isEqualTo(Trouble.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40P01", "40001", "55P03", "57014", "57P01", "53300", "08006"})
    void what_passes_is_waited_for_and_never_a_dead_letter(String code) {
        var over = kettles.failing(kettle, code);
        topics.send("kettles", boiled(kettle, 90));
        await().untilAsserted(() -> get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.findAll { it.status == 'DOWN' }.name", hasItem(equalTo("inbox"))));

        over.run();

        await().untilAsserted(() -> assertThat(kettles.boiled(kettle)).isOne());
        await().untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
        assertThat(kettles.deadLetters(kettle)).isEmpty();
    }

    @Test
    void a_batch_that_waits_when_the_process_ends_is_not_taken_for_done() {
        var attempts = new Attempts(transactions, new Batches(), Duration.ofSeconds(5));
        var started = new CountDownLatch(1);
        try (var reader = Executors.newSingleThreadExecutor()) {
            var reading = reader.submit(() -> attempts.inTransactions(
                    List.of("message"),
                    batch -> {
                        started.countDown();
                        throw new IllegalStateException(new SQLException("away", "08006"));
                    },
                    (message, why) -> {}));
            await().until(() -> started.getCount() == 0);
            attempts.stop(new ShutdownEvent());

            assertThat(reading)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .withMessageContaining("it comes again");
        }
    }

    @Test
    void a_transaction_that_takes_too_long_is_tried_again() {
        var over = kettles.failing(kettle, "SLEEP");
        topics.send("kettles", boiled(kettle, 90));
        await().untilAsserted(() -> get("/q/health/ready").then().statusCode(503));

        over.run();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(kettles.boiled(kettle)).isOne());
        assertThat(kettles.deadLetters(kettle)).isEmpty();
    }

    @Test
    void sessions_killed_while_hundreds_are_handled_double_and_lose_nothing() {
        topics.send("kettles", boiled(kettle, 90));
        var cups = new ArrayList<String>();
        for (var cup = 0; cup < 400; cup++) {
            topics.send("kettles", poured(kettle, "cup " + cup));
            cups.add("cup " + cup);
            if (cup % 80 == 40) {
                kettles.killAllSessions();
            }
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(kettles.cups(kettle)).containsExactlyElementsOf(cups));
        assertThat(kettles.deadLetters(kettle)).isEmpty();
        kettles.buryTheDead();
    }
}
