package io.backline.messaging;

import static io.backline.messaging.kettle.Kettles.aKettle;
import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.backline.localstack.testing.Received;
import io.backline.messaging.kettle.KettleDesk;
import io.backline.messaging.kettle.Kettles;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@QuarkusTest
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutboxRelayTest {
    private final io.backline.localstack.testing.Topics published = io.backline.localstack.testing.Topics.ofThisRun();
    private final String kettle = aKettle();

    @Inject
    Kettles kettles;

    @Inject
    KettleDesk desk;

    @Inject
    Database.Address database;

    @Inject
    Producers producers;

    @Inject
    Topics topics;

    @Inject
    OutboxRows rows;

    @Inject
    OutboxSettings settings;

    @BeforeEach
    void the_relay_is_at_rest() {
        await().until(() -> kettles.leadingRelay() != null);
        kettles.awaitOutboxEmpty();
    }

    @AfterEach
    void close() {
        published.close();
    }

    @Test
    void what_is_committed_leaves_at_once_without_a_poll() {
        for (var i = 0; i < 5; i++) {
            var committed = System.nanoTime();
            desk.make(kettle);

            await().pollInterval(Duration.ofMillis(5)).until(() -> kettles.outboxRows() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - committed)).isLessThan(Duration.ofSeconds(1));
        }
    }

    @Test
    void what_nobody_woke_the_relay_for_leaves_too() {
        kettles.run("insert into outbox (topic, key, data) values ('teas', '%s', '{}')".formatted(kettle));

        published.awaitOne("teas", tea -> kettle.equals(tea.key()));
    }

    @Test
    void what_is_rolled_back_never_leaves() {
        assertThatThrownBy(() -> desk.makeAndSpill(kettle)).hasMessage("spilt");
        desk.make(kettle);
        kettles.awaitOutboxEmpty();

        assertThat(teas(kettle)).containsExactly(1L);
    }

    @Test
    void many_at_once_keep_the_order_of_each_key() {
        var names = List.of(aKettle(), aKettle(), aKettle());
        makeAtOnce(names, 150, new AtomicBoolean());

        assertAllPublishedInOrder(names);
    }

    @Test
    void killed_sessions_lose_nothing_and_turn_nothing_round() throws Exception {
        var names = List.of(aKettle(), aKettle(), aKettle());
        var done = new AtomicBoolean();
        try (var killer = Executors.newSingleThreadExecutor()) {
            var killing = killer.submit(() -> {
                while (!done.get()) {
                    Thread.sleep(150);
                    kettles.killAllSessions();
                }
                return true;
            });
            makeAtOnce(names, 100, done);
            killing.get();
        } finally {
            kettles.buryTheDead();
        }

        assertAllPublishedInOrder(names);
    }

    @Test
    void another_replica_takes_over_when_the_leader_dies() throws Exception {
        var second = new OutboxRelay(database, producers, topics, new OutboxSignal(), rows, settings);
        second.start(new StartupEvent());
        var names = List.of(aKettle(), aKettle());
        var done = new AtomicBoolean();
        var leaders = new HashSet<Integer>();
        try (var killer = Executors.newSingleThreadExecutor()) {
            var killing = killer.submit(() -> {
                while (!done.get()) {
                    Thread.sleep(300);
                    var leader = kettles.leadingRelay();
                    if (leader != null) {
                        leaders.add(leader);
                    }
                    kettles.killLeadingRelay();
                }
                return true;
            });
            makeAtOnce(names, 200, done);
            killing.get();
        }

        assertAllPublishedInOrder(names);
        assertThat(leaders).hasSizeGreaterThan(1);
        second.stop(new ShutdownEvent());
        await().until(() -> kettles.leadingRelay() != null);
    }

    @Test
    void a_service_whose_events_do_not_leave_is_not_ready() throws Exception {
        get("/q/health/ready").then().statusCode(200);
        try (var rival = Leadership.sought(database)) {
            await().pollInterval(Duration.ofMillis(1)).until(() -> rival.isMine() || kettles.killLeadingRelay() < 0);
            desk.make(kettle);

            await().untilAsserted(() -> {
                rival.breathe();
                get("/q/health/ready")
                        .then()
                        .statusCode(503)
                        .body("checks.findAll { it.status == 'DOWN' }.name", hasItem(equalTo("outbox")));
            });
        }

        await().untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
        assertThat(teas(kettle)).containsExactly(1L);
    }

    @Test
    void a_database_that_is_silent_does_not_silence_the_health_page() throws Exception {
        try (var lock = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("lock table outbox");

            for (var asked = 0; asked < 2; asked++) {
                assertThat(CompletableFuture.supplyAsync(() -> get("/q/health/ready")))
                        .succeedsWithin(Duration.ofSeconds(5))
                        .satisfies(answer -> answer.then()
                                .statusCode(503)
                                .body(
                                        "checks.find { it.name == 'outbox' }.data.error",
                                        containsString("statement timeout"))
                                .body("checks.name", not(hasItem(containsString("Database")))));
            }
            lock.rollback();
        }

        await().untilAsserted(() -> get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void an_event_too_large_for_kafka_stands_in_nobodys_way() {
        kettles.run(
                "insert into outbox (topic, key, data) values ('teas', '%s', convert_to(repeat('x', 17000000), 'UTF8'))"
                        .formatted(kettle));
        desk.make(kettle);

        await().untilAsserted(() -> assertThat(teas(kettle)).containsExactly(1L));
        assertThat(kettles.deadLetters(kettle)).singleElement().satisfies(letter -> assertThat(letter.reason())
                .contains("could not be published"));
        kettles.run("delete from dead_letter where partition = -1");
    }

    @Test
    void what_was_published_is_swept_out() {
        var before = kettles.sweepings();

        kettles.run("insert into outbox (topic, key, data) select 'teas', '%s', '{}' from generate_series(1, 12000)"
                .formatted(kettle));

        await().untilAsserted(() -> assertThat(kettles.sweepings()).isGreaterThan(before));
        kettles.awaitOutboxEmpty();
    }

    private void makeAtOnce(List<String> names, int each, AtomicBoolean done) {
        try (var threads = Executors.newFixedThreadPool(6)) {
            for (var name : names) {
                for (var maker = 0; maker < 2; maker++) {
                    threads.submit(() -> {
                        for (var i = 0; i < each / 2; i++) {
                            ignoringTheDead(() -> desk.make(name));
                        }
                    });
                }
            }
        } finally {
            done.set(true);
        }
    }

    /** A maker whose session was killed does not know whether it made the tea; the database does. */
    private static void ignoringTheDead(Runnable attempt) {
        try {
            attempt.run();
        } catch (Exception killed) {
            assertThat(Trouble.of(killed)).isNotEqualTo(Trouble.BROKEN);
        }
    }

    private void assertAllPublishedInOrder(List<String> names) {
        await().atMost(Duration.ofSeconds(30)).until(() -> kettles.outboxRows() == 0);
        for (var name : names) {
            var made = kettles.number("select last from tea where kettle = '" + name + "'");
            assertThat(made).isPositive();
            assertThat(teas(name))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, made).boxed().toList());
        }
    }

    /** The numbers of a kettle's teas as a reader with an inbox sees them: the first of each event. */
    private List<Long> teas(String name) {
        var first = new LinkedHashMap<String, Received>();
        published.all("teas").stream()
                .filter(tea -> name.equals(tea.key()) && tea.id() != null)
                .forEach(tea -> first.putIfAbsent(tea.id(), tea));
        var numbers = new ArrayList<Long>();
        first.values().forEach(tea -> numbers.add(tea.json().get("number").asLong()));
        return numbers;
    }
}
