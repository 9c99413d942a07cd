package io.backline.messaging.kettle;

import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.backline.localstack.testing.CloudEvent;
import io.restassured.RestAssured;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What the tests ask of the little service, and do to it: over connections of their own, for those of the service's pool may be dead after
 * {@link #killAllSessions}, and only the service has to live with that.
 */
@Singleton
public class Kettles {
    private final Jdbi jdbi;
    private final AgroalDataSource pool;

    Kettles(
            AgroalDataSource pool,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String url,
            @ConfigProperty(name = "quarkus.datasource.username") String user,
            @ConfigProperty(name = "quarkus.datasource.password") Optional<String> password) {
        this.pool = pool;
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.orElse(""));
        properties.setProperty("ApplicationName", "the tests");
        jdbi = Jdbi.create(url, properties);
    }

    public record Letter(
            UUID id,
            String outcome,
            @Nullable String field,
            String reason,
            @Nullable String eventId) {}

    public static String aKettle() {
        return "kettle-" + UUID.randomUUID();
    }

    public static CloudEvent boiled(String kettle, int degrees) {
        return CloudEvent.of(
                "io.kettles.Boiled", kettle, "{\"kettle\":\"%s\",\"degrees\":%d}".formatted(kettle, degrees));
    }

    public static CloudEvent poured(String kettle, String cup) {
        return CloudEvent.of("io.kettles.Poured", kettle, "{\"kettle\":\"%s\",\"cup\":\"%s\"}".formatted(kettle, cup));
    }

    public static CloudEvent whistled(String kettle, String data) {
        return CloudEvent.of("io.kettles.Whistled", kettle, data);
    }

    public int boiled(String kettle) {
        return number("select coalesce(sum(boiled), 0) from kettle where name = '" + kettle + "'");
    }

    public List<String> cups(String kettle) {
        return jdbi.withHandle(
                handle -> handle.createQuery("select cup from pour where kettle = :name order by position")
                        .bind("name", kettle)
                        .mapTo(String.class)
                        .list());
    }

    public List<Letter> deadLetters(String key) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        select id, outcome, field, reason,
                            (select convert_from(decode(header ->> 'value', 'base64'), 'UTF8')
                             from json_array_elements(convert_from(headers, 'UTF8')::json) as header
                             where header ->> 'name' = 'ce_id' and reason not like '%printable%') as event_id
                        from dead_letter where convert_from(key, 'UTF8') = :key order by "offset"
                        """)
                .bind("key", key)
                .map((row, context) -> new Letter(
                        row.getObject("id", UUID.class),
                        row.getString("outcome"),
                        row.getString("field"),
                        row.getString("reason"),
                        row.getString("event_id")))
                .list());
    }

    public Letter awaitDeadLetter(String key) {
        return await().until(() -> deadLetters(key), letters -> !letters.isEmpty())
                .getFirst();
    }

    public void replay(UUID deadLetter) {
        RestAssured.given()
                .post("/api/v1/dead-letters/" + deadLetter + "/replay")
                .then()
                .statusCode(200);
    }

    /** Lets a kettle get hotter than it may, until the returned is run. */
    public Runnable allowing(int degrees) {
        run("alter table kettle drop constraint kettle_degrees_check");
        return () -> {
            run("update kettle set degrees = 100 where degrees > 100");
            run("alter table kettle add constraint kettle_degrees_check check (degrees <= 100)");
        };
    }

    /** What is sent meanwhile is read as one batch or few: the reader waits for its partition's row. */
    public void whileReadingWaits(Runnable sending) {
        jdbi.useTransaction(handle -> {
            handle.execute("lock table consumed in exclusive mode");
            sending.run();
        });
    }

    public int outboxRows() {
        return number("select count(*) from outbox");
    }

    /** How often somebody asked for the outbox to be swept; autovacuum is counted elsewhere. */
    public int sweepings() {
        return number("select vacuum_count from pg_stat_user_tables where relname = 'outbox'");
    }

    public void awaitOutboxEmpty() {
        await().until(() -> outboxRows() == 0);
    }

    public long read() {
        return number("select coalesce(sum(position), 0) from consumed where topic = 'kettles'");
    }

    public long duplicates() {
        return number("select coalesce(sum(duplicates), 0) from consumed where topic = 'kettles'");
    }

    public long passedOver() {
        return number("select coalesce(sum(passed_over), 0) from consumed where topic = 'kettles'");
    }

    public int remembered(CloudEvent event) {
        return number("select count(*) from inbox where event_id = '" + event.id() + "'");
    }

    /** Partitions where more was read than was handled or recognised. */
    public List<String> unaccountedFor() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select topic || '-' || partition || ': ' || position - first_offset || ' <> ' || handled || ' + ' || duplicates || ' + ' || passed_over
                        from consumed where position - first_offset <> handled + duplicates + passed_over
                        """).mapTo(String.class).list());
    }

    /** Whatever boils this kettle fails with this SQL state, until the returned is run. */
    public Runnable failing(String kettle, String code) {
        run("insert into trouble values ('%s', '%s')".formatted(kettle, code));
        return () -> run("delete from trouble where kettle = '%s'".formatted(kettle));
    }

    /** Replays find the database shutting down, until the returned is run. */
    public Runnable failingReplays() {
        run("create trigger away before update on dead_letter for each row execute function away()");
        return () -> run("drop trigger away on dead_letter");
    }

    /** Ends every session of this database but those of the tests. */
    public void killAllSessions() {
        kill("application_name <> 'the tests'");
    }

    /** Drops what {@link #killAllSessions} left dead in the service's pool, so that the next test does not find it. */
    public void buryTheDead() {
        pool.flush(AgroalDataSource.FlushMode.INVALID);
    }

    /** Ends the session of the relay that leads. */
    public int killLeadingRelay() {
        return kill("pid in (select pid from pg_locks where locktype = 'advisory' and granted)"
                + " and application_name = 'backline outbox relay'");
    }

    /** The session of the relay that leads. */
    public @Nullable Integer leadingRelay() {
        return jdbi.withHandle(
                handle -> handle.createQuery("""
                        select pid from pg_stat_activity
                        where datname = current_database() and application_name = 'backline outbox relay'
                            and pid in (select pid from pg_locks where locktype = 'advisory' and granted)
                        """).mapTo(Integer.class).findOne().orElse(null));
    }

    private int kill(String which) {
        return number("""
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend' and %s
                """.formatted(which));
    }

    public int number(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    public void run(String sql) {
        jdbi.useHandle(handle -> handle.execute(sql));
    }
}
